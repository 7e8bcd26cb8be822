package io.focusforge.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ModelCatalogTest {
    private final ModelCatalog catalog = catalog(
            Map.of("openai", List.of("gpt-5", "gpt-5-mini"), "local", List.of("llama", "gpt-5", "meta/llama-4")), null);

    @Test
    void defaultIsTheFirstModelOfTheFirstProvider() {
        assertThat(catalog.find("default")).contains(new ProviderModel("local", "llama"));
    }

    @Test
    void defaultCanBeChosen() {
        var chosen = catalog(Map.of("a", List.of("x"), "b", List.of("y", "z")), "b/z");
        assertThat(chosen.find("default")).contains(new ProviderModel("b", "z"));
    }

    @Test
    void refusesADefaultThatNobodyLists() {
        assertThatThrownBy(() -> catalog(Map.of("a", List.of("x")), "y")).hasMessageContaining("default-model is 'y'");
    }

    @Test
    void aNameMeansTheFirstProviderThatListsIt() {
        assertThat(catalog.find("gpt-5")).contains(new ProviderModel("local", "gpt-5"));
        assertThat(catalog.find("gpt-5-mini")).contains(new ProviderModel("openai", "gpt-5-mini"));
        assertThat(catalog.find("meta/llama-4")).contains(new ProviderModel("local", "meta/llama-4"));
    }

    @Test
    void aQualifiedNameMeansThatProvider() {
        assertThat(catalog.find("openai/gpt-5")).contains(new ProviderModel("openai", "gpt-5"));
        assertThat(catalog.find("local/meta/llama-4")).contains(new ProviderModel("local", "meta/llama-4"));
    }

    @Test
    void knowsOnlyWhatIsListed() {
        assertThat(catalog.find("gpt-6")).isEmpty();
        assertThat(catalog.find("openai/gpt-6")).isEmpty();
        assertThat(catalog.find("openai/llama")).isEmpty();
    }

    @Test
    void listsEveryModelOnce() {
        assertThat(catalog.names().sequencedKeySet())
                .containsExactly("default", "llama", "gpt-5", "meta/llama-4", "gpt-5-mini", "openai/gpt-5");
    }

    @Test
    void isEmptyWithoutProviders() {
        var none = catalog(Map.of(), null);
        assertThat(none.names()).isEmpty();
        assertThat(none.find("default")).isEmpty();
    }

    private static ModelCatalog catalog(Map<String, List<String>> models, String chosen) {
        return new ModelCatalog(new TreeMap<>(models), Optional.ofNullable(chosen));
    }
}

package io.focusforge.ai.reload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.provider.AiConfig;
import io.focusforge.ai.provider.ProviderConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReaderTest {
    private static final String SECRET = "sk-very-secret";

    private final TableReader reader = new TableReader(
            List.of(new EnvConfigSource(
                    Map.of(
                            "FOCUSFORGE_AI_PROVIDERS_LOCAL_BASE_URL", "http://localhost:11434/v1",
                            "FOCUSFORGE_AI_PROVIDERS_LOCAL_MODELS", "llama",
                            "SOME_KEY", SECRET),
                    300)),
            new BeanValidationConfigValidatorImpl(),
            List.of(AiConfig.class));

    @Test
    void theFileAddsToWhatIsSetElsewhereAndOverridesIt() throws Exception {
        var config = read("""
                # a comment
                default-model: gpt-5
                providers:
                  openai:
                    base-url: https://api.openai.com/v1
                    api-key: ${SOME_KEY}
                    models: [gpt-5, gpt-5.1]
                    connect-timeout: 700ms
                    prices:
                      gpt-5.1: {input: 1250000, output: 10000000}
                  local:
                    models: llama,phi
                """);
        var openai = config.providers().get("openai");
        assertThat(config.defaultModel()).contains("gpt-5");
        assertThat(ProviderConfig.key(openai)).contains(SECRET);
        assertThat(ProviderConfig.chatModels(openai)).containsExactly("gpt-5", "gpt-5.1");
        assertThat(openai.connectTimeout()).isEqualTo(Duration.ofMillis(700));
        assertThat(openai.prices().get("gpt-5.1").output()).isEqualTo(10_000_000);
        assertThat(ProviderConfig.chatModels(config.providers().get("local"))).containsExactly("llama", "phi");
        assertThat(config.providers().get("local").baseUrl()).hasHost("localhost");
    }

    @Test
    void anEmptyFileChangesNothing() throws Exception {
        assertThat(read("").providers()).containsOnlyKeys("local");
        assertThat(read("# nothing\n").providers()).containsOnlyKeys("local");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            providers:#  x: {models: m}                                     | line 2: focusforge.ai.providers.x.base-url is missing
            providers:#  x:#    base-url: http://x#    models: m#    modles: n | line 5: focusforge.ai.providers.x.modles is no setting
            providers:#  x:#    base-url: http://x#    models: m#    retries: sk-very-secret | line 5: focusforge.ai.providers.x.retries has a value that cannot be read
            providers:#  x:#    base-url: http://x#    models: m#    retries: -1 | line 5: focusforge.ai.providers.x.retries must be greater than or equal to 0
            providers:#  x:#    base-url: http://x#    models: m#    api-key: ${NOT_SET} | line 5: focusforge.ai.providers.x.api-key names a variable that is not set
            providers:#  x:#    api-key: sk-very-secret#   - broken: [      | line 4: is not YAML
            - sk-very-secret                                               | line 1: must hold names and values, such as 'providers:'
            providers:#  x: {retries: 1, retries: 2}                        | line 2: focusforge.ai.providers.x.retries is there twice
            a: 1#---#b: 2                                                  | line 3: only one document is read
            a: &k sk-very-secret#b: *k                                      | line 2: focusforge.ai.b is an alias, which is not read
            """)
    void aMistakeIsNamedWithItsPlaceAndNoValue(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml.replace('#', '\n')))
                .isInstanceOf(TableProblem.class)
                .hasNoCause()
                .hasMessage(message)
                .message()
                .doesNotContain(SECRET);
    }

    @Test
    void nothingThatIsPrintedHoldsAKey() throws Exception {
        var table = FileTable.parse("providers: {x: {api-key: sk-very-secret}}".getBytes(StandardCharsets.UTF_8));
        assertThat(table.toString()).doesNotContain(SECRET);
    }

    private AiConfig read(String yaml) throws TableProblem {
        return reader.read(FileTable.parse(yaml.getBytes(StandardCharsets.UTF_8)))
                .getConfigMapping(AiConfig.class);
    }
}

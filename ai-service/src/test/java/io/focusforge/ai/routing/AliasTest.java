package io.focusforge.ai.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.ai.provider.ProviderModel;
import io.focusforge.ai.routing.Alias.Entry;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AliasTest {
    private static final ProviderModel FIRST = new ProviderModel("z", "best");
    private static final ProviderModel IDLE = new ProviderModel("a", "good");
    private static final ProviderModel BUSY = new ProviderModel("b", "good");
    private static final List<List<Target>> GROUPS =
            List.of(List.of(new Target(FIRST, 1)), List.of(new Target(BUSY, 1), new Target(IDLE, 1)));

    private final Choice choice = new Choice(new Random(7), model -> model.equals(IDLE) ? 0 : 5);

    @Test
    void aWeightStandsBehindTheName() {
        assertThat(Entry.parse(" openai/gpt-5=9 ")).isEqualTo(new Entry("openai/gpt-5", 9));
        assertThat(Entry.parse("llama3.2:3b")).isEqualTo(new Entry("llama3.2:3b", 1));
        assertThat(Entry.parse("odd=name")).isEqualTo(new Entry("odd=name", 1));
    }

    @Test
    void keepsTheOrderAndChoosesAmongEquals() {
        assertThat(ordered().order(GROUPS, choice, null)).containsExactly(FIRST, IDLE, BUSY);
    }

    @Test
    void aConversationDecidesOnlyAmongEquals() {
        assertThat(ordered().order(GROUPS, choice, "t/c"))
                .startsWith(FIRST)
                .containsExactlyInAnyOrder(FIRST, IDLE, BUSY);
    }

    @Test
    void leastOutstandingLooksAtAll() {
        var alias = new Alias(List.of(new Entry("x", 1)), Strategy.LEAST_OUTSTANDING, Set.of());
        assertThat(alias.order(GROUPS, choice, null)).startsWith(IDLE).hasSize(3);
    }

    @Test
    void needsATarget() {
        assertThatThrownBy(() -> new Alias(List.of(), Strategy.ORDERED, Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Alias ordered() {
        return new Alias(List.of(new Entry("x", 1)), Strategy.ORDERED, Set.of());
    }
}

package io.focusforge.ai.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.focusforge.ai.provider.ProviderModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final int DRAWS = 20_000;
    private static final Target A = new Target(new ProviderModel("a", "m"), 1);
    private static final Target B = new Target(new ProviderModel("b", "m"), 3);
    private static final Target C = new Target(new ProviderModel("c", "m"), 1);

    private final Map<ProviderModel, Integer> outstanding = new HashMap<>();
    private final Choice choice = new Choice(new Random(7), model -> outstanding.getOrDefault(model, 0));

    @Test
    void drawsByWeight() {
        var first = IntStream.range(0, DRAWS)
                .filter(i -> choice.drawn(List.of(A, B)).getFirst().equals(B.model()))
                .count();
        assertThat(first / (double) DRAWS).isCloseTo(0.75, within(0.02));
    }

    @Test
    void prefersTheLeastBusyForItsWeight() {
        outstanding.put(A.model(), 1);
        outstanding.put(B.model(), 4);
        assertThat(choice.leastOutstanding(List.of(A, B))).containsExactly(B.model(), A.model());
        outstanding.put(B.model(), 6);
        assertThat(choice.leastOutstanding(List.of(A, B))).containsExactly(A.model(), B.model());
    }

    @Test
    void drawsAmongThoseEquallyBusy() {
        var first = IntStream.range(0, DRAWS)
                .filter(i -> choice.leastOutstanding(List.of(A, C)).getFirst().equals(A.model()))
                .count();
        assertThat(first / (double) DRAWS).isCloseTo(0.5, within(0.02));
    }

    @Test
    void conversationsAreSpreadByWeight() {
        var first = IntStream.range(0, DRAWS)
                .filter(i -> first(List.of(A, B), i).equals(B.model()))
                .count();
        assertThat(first / (double) DRAWS).isCloseTo(0.75, within(0.02));
    }

    @Test
    void aTargetThatGoesTakesOnlyItsOwnConversationsWithIt() {
        var all = List.of(A, B, C);
        var left = List.of(A, B);
        IntStream.range(0, 1_000).filter(i -> !first(all, i).equals(C.model())).forEach(i -> assertThat(first(left, i))
                .isEqualTo(first(all, i)));
    }

    @Test
    void theOrderOfConfigurationDoesNotMatterToAConversation() {
        assertThat(first(List.of(A, B, C), 5)).isEqualTo(first(List.of(C, A, B), 5));
    }

    private ProviderModel first(List<Target> targets, int conversation) {
        return choice.sticky(targets, "tenant/" + conversation).getFirst();
    }
}

package io.focusforge.orchestrator.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CompletionTest {
    private final UUID a = UUID.randomUUID();
    private final UUID b = UUID.randomUUID();
    private final UUID c = UUID.randomUUID();

    @Test
    void acceptsThoseThatWaitForEachOtherOnly() {
        var waits = new Completion.Waits(Map.of(a, Set.of(b)), Map.of(b, Set.of(c)));
        assertThat(Completion.of(Set.of(a, b, c), waits).accepted()).containsExactlyInAnyOrder(a, b, c);
    }

    @Test
    void refusesWhoeverWaitsForARefusedOne() {
        var waits = new Completion.Waits(Map.of(a, Set.of(b)), Map.of(b, Set.of(UUID.randomUUID())));
        var completion = Completion.of(Set.of(a, b, c), waits);
        assertThat(completion.accepted()).containsExactly(c);
        assertThat(completion.refused())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(a, Completion.Refusal.OPEN_SUBTASKS, b, Completion.Refusal.OPEN_DEPENDENCIES));
    }
}

package io.focusforge.orchestrator.runstore;

import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Instant;
import java.util.UUID;

/**
 * A run as those who look at it see it.
 *
 * @param seq of its last own event
 * @param input JSON; null in lists
 * @param output JSON, null before its end, and in lists
 * @param error null for none
 * @param forkedFrom null for none
 */
public record RunRecord(
        RunKey key,
        UUID user,
        String kind,
        String definition,
        String name,
        RunState state,
        long seq,
        String input,
        String output,
        RunError error,
        StepUsage usage,
        UUID forkedFrom,
        boolean cancelling,
        Times times) {
    /** Started and finished may be null. */
    public record Times(Instant created, Instant started, Instant updated, Instant finished) {}

    /** As it is stored when nobody has taken it yet. */
    public static RunRecord accepted(StoredRun run) {
        return new RunRecord(
                run.key(),
                run.what().caller().user(),
                run.what().kind(),
                run.what().definition(),
                run.what().name(),
                RunState.QUEUED,
                run.seq(),
                run.what().input().toString(),
                null,
                null,
                StepUsage.NONE,
                run.forkedFrom(),
                false,
                new Times(run.createdAt(), null, run.createdAt(), null));
    }
}

package io.focusforge.orchestrator.runstore;

import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.orchestrator.run.StepUsage;
import java.time.Instant;

/**
 * The end of a run, or of its engine's work on it for a while.
 *
 * @param output JSON, or null
 * @param error null for none
 * @param due when a run that waits goes on by itself; null when it does not
 * @param told who is told of it; null for nobody
 */
public record RunChange(
        RunState state, long seq, String output, RunError error, StepUsage usage, Instant due, OutboxMessage told) {
    public RunChange telling(OutboxMessage message) {
        return new RunChange(state, seq, output, error, usage, due, message);
    }
}

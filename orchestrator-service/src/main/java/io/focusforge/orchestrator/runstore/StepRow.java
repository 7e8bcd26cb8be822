package io.focusforge.orchestrator.runstore;

import io.focusforge.orchestrator.run.StepUsage;
import java.time.Instant;
import java.util.UUID;

/**
 * The record of a step.
 *
 * @param step with the steps around it
 * @param seq of the event that led to this
 * @param usage of all attempts
 * @param result JSON; the seed of a step that has others within it
 */
public record StepRow(
        String step,
        StepState state,
        long seq,
        int attempt,
        StepUsage usage,
        Times times,
        Wait waiting,
        String result,
        RunError error,
        String progress) {
    /** Any may be null. {@code due} is when a step that waits, or is tried again, goes on by itself. */
    public record Times(Instant started, Instant finished, Instant due) {}

    /** What it waits for, or has waited for; any may be null. {@code wokenBy} is the signal that came. */
    public record Wait(String signal, String right, UUID wokenBy) {
        public static final Wait NONE = new Wait(null, null, null);
    }
}

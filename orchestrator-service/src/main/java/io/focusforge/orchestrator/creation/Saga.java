package io.focusforge.orchestrator.creation;

import io.focusforge.orchestrator.task.TaskKey;
import java.time.Instant;

/**
 * Where the analysis of a task stands.
 *
 * @param attempts tries of this step that have been begun or have failed
 * @param nextAt the model is not asked before
 * @param resumeAt from then on nobody is taken to be at it
 */
public record Saga(
        TaskKey key,
        SagaStep step,
        int attempts,
        Instant startedAt,
        Instant nextAt,
        Instant resumeAt,
        String traceparent) {
    static Saga begin(TaskKey key, Instant now, Instant resumeAt, String traceparent) {
        return new Saga(key, SagaStep.ANALYZE, 0, now, now, resumeAt, traceparent);
    }

    Saga at(SagaStep newStep, int newAttempts, Instant newNextAt, Instant newResumeAt) {
        return new Saga(key, newStep, newAttempts, startedAt, newNextAt, newResumeAt, traceparent);
    }
}

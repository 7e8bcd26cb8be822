package io.focusforge.orchestrator.creation;

import io.focusforge.orchestrator.task.TaskKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the analysis of a task stands.
 *
 * @param attempts tries of this step that have been begun or have failed
 * @param nextAt the model is not asked before
 * @param resumeAt from then on nobody is taken to be at it
 * @param engine the engine in whose process it is, if that is known; when it is lost nobody is at it any more
 */
public record Saga(
        TaskKey key,
        SagaStep step,
        int attempts,
        Instant startedAt,
        Instant nextAt,
        Instant resumeAt,
        Optional<UUID> engine,
        String traceparent) {
    static Saga begin(TaskKey key, Instant now, Instant resumeAt, Optional<UUID> engine, String traceparent) {
        return new Saga(key, SagaStep.ANALYZE, 0, now, now, resumeAt, engine, traceparent);
    }

    Saga at(SagaStep newStep, int newAttempts, Instant newNextAt, Instant newResumeAt) {
        return new Saga(key, newStep, newAttempts, startedAt, newNextAt, newResumeAt, Optional.empty(), traceparent);
    }
}

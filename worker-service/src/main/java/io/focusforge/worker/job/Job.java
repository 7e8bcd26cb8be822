package io.focusforge.worker.job;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A job as it is stored. {@code payload} and {@code result} are JSON; lists leave them out.
 *
 * @param user on whose behalf the handler acts
 * @param runAt the first instant at which it may run, or might have run
 */
public record Job(
        JobKey key,
        UUID user,
        String type,
        String queue,
        Priority priority,
        String payload,
        JobState state,
        Instant runAt,
        int attempt,
        int maxAttempts,
        List<JobError> errors,
        String result,
        String traceparent,
        Instant createdAt,
        Instant updatedAt) {
    public Job {
        errors = List.copyOf(errors);
    }
}

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
        Instant updatedAt,
        Terms terms) {
    public Job {
        errors = List.copyOf(errors);
    }

    /** The same job, which is to wait for others. */
    public Job waiting() {
        return with(payload, new JobState.Waiting(), runAt);
    }

    /** The same job with the payload of the other. */
    public Job withPayload(Job other) {
        return with(other.payload, state, runAt);
    }

    /** The same job, waiting for the time of the other. One that waits for another attempt does not come sooner by it. */
    public Job withTime(Job other) {
        var time = attempt > 0 && other.runAt.isBefore(runAt) ? runAt : other.runAt;
        return with(payload, new JobState.Queued(time), time);
    }

    private Job with(String otherPayload, JobState otherState, Instant otherRunAt) {
        return new Job(
                key,
                user,
                type,
                queue,
                priority,
                otherPayload,
                otherState,
                otherRunAt,
                attempt,
                maxAttempts,
                errors,
                result,
                traceparent,
                createdAt,
                updatedAt,
                terms);
    }
}

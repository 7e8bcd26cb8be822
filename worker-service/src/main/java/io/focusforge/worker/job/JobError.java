package io.focusforge.worker.job;

import java.time.Instant;
import java.util.Optional;

/** Why an attempt did not succeed. A job keeps those of all its attempts, up to the last hundred, and shows the last ten. */
public record JobError(int attempt, Instant time, String code, String message) {
    public static final int KEPT = 100;
    public static final int SHOWN = 10;
    private static final int MAX_MESSAGE = 500;

    public JobError {
        message = message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE) : message;
    }

    public static Optional<JobError> of(JobResult result, int attempt, Instant now) {
        return switch (result) {
            case JobResult.Done done -> Optional.empty();
            case JobResult.Retry retry -> Optional.of(new JobError(attempt, now, retry.code(), retry.message()));
            case JobResult.Failed failed -> Optional.of(new JobError(attempt, now, failed.code(), failed.message()));
        };
    }
}

package io.focusforge.worker.handler;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.JobKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** The attempt that a handler is called for. {@code deadline} is when it will be interrupted. */
public record JobContext(
        JobKey job,
        UUID user,
        int attempt,
        int maxAttempts,
        Instant createdAt,
        Instant deadline,
        String traceparent,
        Children children,
        JobReport report) {
    /** Whether the job dies of it, if it fails. */
    public boolean isLastAttempt() {
        return attempt >= maxAttempts;
    }

    /** To act for the job's owner, with no more than these scopes. */
    public Caller caller(String... scopes) {
        return new Caller(job.tenant(), user, Set.of(scopes), null);
    }

    public Duration left(Clock clock) {
        var left = Duration.between(clock.instant(), deadline);
        return left.isPositive() ? left : Duration.ofMillis(1);
    }

    /**
     * Tells the job's owner how far the attempt has come. Cheap: only the newest is stored, a few times a second at most.
     *
     * @param percent 0 to 100
     * @param message in a few words, or null
     * @throws IllegalArgumentException when {@code percent} is out of its bounds; then nothing is stored
     */
    public void progress(int percent, String message) {
        report.progress(percent, message);
    }

    /** Adds a line to the log that the job's owner can read: nothing secret, and no more lines than somebody would read. */
    public void log(String line) {
        report.log(line);
    }
}

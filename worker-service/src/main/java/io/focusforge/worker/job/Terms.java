package io.focusforge.worker.job;

import java.time.Duration;
import java.time.Instant;

/**
 * What a job has of its own; null means that it is as with all jobs of its type.
 *
 * @param rank among the jobs of its queue and priority, 0 to 100: the smaller, the sooner it is dispatched
 * @param timeout bounds one attempt
 * @param deadline no attempt is started after it
 */
public record Terms(int rank, Duration timeout, RetryPolicy backoff, Instant deadline) {
    public static final int MIDDLE = 50;
    public static final Terms OF_TYPE = new Terms(MIDDLE, null, null, null);

    public Terms {
        if (timeout != null && !timeout.isPositive()) {
            throw new IllegalArgumentException("an attempt takes time");
        }
    }
}

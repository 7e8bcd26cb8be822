package io.focusforge.worker.job;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: anything up to an exponentially growing, capped bound, so that jobs which failed together do
 * not come back together ("full jitter", https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
public record RetryPolicy(Duration base, Duration cap) {
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final int MAX_DOUBLINGS = 30;

    public RetryPolicy {
        if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0 || cap.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("0 < base <= cap <= 1 day");
        }
    }

    /**
     * @param attempt the one that failed, from 1
     * @param atLeast what the other side asked for; believed up to a day
     */
    public Duration delay(int attempt, Duration atLeast, RandomGenerator random) {
        var jittered = Duration.ofMillis(random.nextLong(bound(attempt).toMillis() + 1));
        var asked = atLeast.compareTo(LONGEST) > 0 ? LONGEST : atLeast;
        return jittered.compareTo(asked) > 0 ? jittered : asked;
    }

    Duration bound(int attempt) {
        var grown = base.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return grown.compareTo(cap) > 0 ? cap : grown;
    }
}

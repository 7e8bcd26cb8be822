package io.focusforge.ai.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** At most so much in any minute. */
final class MinuteLimit {
    private static final int SECONDS = 60;

    private final long limit;
    private final SlidingSum used;

    MinuteLimit(long limit, Clock clock) {
        this.limit = limit;
        this.used = new SlidingSum(SECONDS, clock);
    }

    /** What could be taken of this amount in the best of minutes. */
    long atMost(long amount) {
        return Math.min(amount, limit);
    }

    /** Takes it, or says how long to wait. */
    synchronized Optional<Duration> take(long amount) {
        if (used.sum() + amount > limit) {
            return Optional.of(used.until(limit - amount));
        }
        used.add(amount);
        return Optional.empty();
    }

    /** Takes what turned out to be used beyond what was taken before; negative to give back. */
    synchronized void correct(long difference) {
        used.add(difference);
    }
}

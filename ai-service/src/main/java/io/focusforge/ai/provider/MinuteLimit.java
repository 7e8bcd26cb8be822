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

    /** Takes it, or says how long to wait; more than the whole limit counts as the whole limit. */
    synchronized Optional<Duration> take(long amount) {
        var wanted = Math.min(amount, limit);
        if (used.sum() + wanted > limit) {
            return Optional.of(used.until(limit - wanted));
        }
        used.add(wanted);
        return Optional.empty();
    }

    /** Takes what turned out to be used beyond what was taken before; negative to give back. */
    synchronized void correct(long difference) {
        used.add(difference);
    }
}

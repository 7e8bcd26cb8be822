package io.focusforge.ai.provider;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** At most so much in any minute, or a share of it. */
final class MinuteLimit {
    private static final int SECONDS = 60;

    private final long limit;
    private final SlidingSum used;

    MinuteLimit(long limit, Clock clock) {
        this.limit = limit;
        this.used = new SlidingSum(SECONDS, clock);
    }

    /** What each of so many may take, which is something at least. */
    long share(int sharers) {
        return Math.max(1, limit / sharers);
    }

    /** Takes it of a share, or says how long to wait. @param amount no more than the share */
    synchronized Optional<Duration> take(long amount, int sharers) {
        var share = share(sharers);
        if (used.sum() + amount > share) {
            return Optional.of(used.until(share - amount));
        }
        used.add(amount);
        return Optional.empty();
    }

    /** Counts what was taken elsewhere, or used beyond what was taken before; negative to give back. */
    synchronized void correct(long difference) {
        used.add(difference);
    }
}

package io.focusforge.ai.provider;

import java.time.Clock;

/**
 * Repeats are a share of the calls of the last seconds, so that a provider in trouble is not asked twice as much. A few are always
 * allowed, or a quiet installation could never repeat (Finagle's RetryBudget).
 */
final class RetryBudget {
    static final int SECONDS = 10;
    static final int ALWAYS = 10;

    private final double share;
    private final SlidingSum calls;
    private final SlidingSum repeats;

    RetryBudget(int percent, Clock clock) {
        this.share = percent / 100.0;
        this.calls = new SlidingSum(SECONDS, clock);
        this.repeats = new SlidingSum(SECONDS, clock);
    }

    synchronized void called() {
        calls.add(1);
    }

    /** @return false when there is nothing left; a repeat that is taken counts whether it is made or not */
    synchronized boolean take() {
        var repeated = repeats.sum();
        if (repeated >= ALWAYS && repeated >= share * (calls.sum() - repeated)) {
            return false;
        }
        repeats.add(1);
        return true;
    }
}

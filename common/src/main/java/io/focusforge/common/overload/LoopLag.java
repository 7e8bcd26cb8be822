package io.focusforge.common.overload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * How long an event loop goes through what has come, and does not get to its ticks. Whatever it begins then makes all others wait who are behind it, so
 * it begins nothing more that would wait for too long; and when it has not caught up for that long, it begins only for a fraction of that time in one go, until it has. That is the
 * rule of CoDel (RFC 8289): a burst may queue for an interval, a queue that stands may not. Who has begun less than others since the last tick is
 * tolerated longer: a flood of one tenant does not shut out another. A pause of the process alone is no lag. Only for the loop's own thread.
 */
final class LoopLag {
    private static final int PATIENCE = 4;

    private final Rule rule;
    private final LongSupplier nanoTime;
    private final Map<UUID, Integer> begun = new HashMap<>();
    private long ticked;
    private long first;
    private long caughtUp;
    private int all;

    /**
     * What is given.
     *
     * @param every the time between two ticks
     * @param target what a loop may be behind at any time
     * @param interval what it may be behind for a while, and for how long
     */
    record Rule(Duration every, Duration target, Duration interval) {}

    LoopLag(Rule rule, LongSupplier nanoTime) {
        this.rule = rule;
        this.nanoTime = nanoTime;
        this.ticked = nanoTime.getAsLong();
        this.caughtUp = ticked;
    }

    void tick() {
        ticked = nanoTime.getAsLong();
        if (all == 0 || ticked - first <= rule.target().toNanos()) {
            caughtUp = ticked;
        }
        all = 0;
        begun.clear();
    }

    /** Whether what this one asks for is begun, and counts it then. */
    boolean begins(Applicant who) {
        var now = nanoTime.getAsLong();
        if (all == 0) {
            first = Math.max(now, ticked + rule.every().toNanos());
        }
        if (now - first > tolerated(who)) {
            return false;
        }
        all++;
        begun.merge(who.tenant(), 1, Integer::sum);
        return true;
    }

    private long tolerated(Applicant who) {
        var interval = rule.interval().toNanos();
        var target = first - caughtUp > interval ? rule.target().toNanos() : interval;
        return switch (who.priority()) {
            case HIGH -> PATIENCE * target;
            case NORMAL -> hasLess(who.tenant()) ? PATIENCE * target : target;
            case LOW -> target / 2;
        };
    }

    private boolean hasLess(UUID tenant) {
        var own = begun.getOrDefault(tenant, 0);
        var tenants = own == 0 ? begun.size() + 1 : begun.size();
        return (long) own * tenants < all;
    }
}

package io.focusforge.worker.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Fires every so often after its anchor, but not at the anchor itself. However late one fire is, the others keep their times. */
record Interval(Duration every, Instant anchor) implements Timing {
    static final Duration SHORTEST = Duration.ofSeconds(1);

    Interval {
        if (every.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("an interval is a second or longer");
        }
    }

    @Override
    public Optional<Instant> after(Instant time) {
        var passed = Duration.between(anchor, time);
        var before = passed.isNegative() ? 0 : passed.dividedBy(every);
        return Optional.of(anchor.plus(every.multipliedBy(before + 1)));
    }
}

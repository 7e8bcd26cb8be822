package io.focusforge.worker.deadletter;

import java.time.Duration;
import java.time.Instant;

/** When each of many replayed jobs may run. {@code perSecond} is null for all at once. */
record Pace(Instant start, Integer perSecond) {
    private static final double NANOS = 1e9;

    /** @param place from 0 */
    Instant at(int place) {
        return start.plus(Duration.ofNanos(Math.round(place * gap() * NANOS)));
    }

    /** Seconds from one job to the next. */
    double gap() {
        return perSecond == null ? 0 : 1.0 / perSecond;
    }
}

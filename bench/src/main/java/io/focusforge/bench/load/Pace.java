package io.focusforge.bench.load;

import java.time.Duration;

/**
 * When requests are to leave.
 *
 * @param interval nanoseconds between two
 * @param late nanoseconds after which one that has not left is left out
 */
record Pace(long interval, long late) {
    Pace(double perSecond, Duration late) {
        this((long) (1e9 / perSecond), late.toNanos());
    }

    /** Which is to leave next: the one that was planned, or the first behind it that is not too late. */
    long next(long planned, long now) {
        var missed = now - planned - late;
        return missed <= 0 ? planned : planned + Math.ceilDiv(missed, interval) * interval;
    }
}

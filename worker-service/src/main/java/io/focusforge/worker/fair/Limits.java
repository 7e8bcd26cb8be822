package io.focusforge.worker.fair;

import java.time.Duration;
import java.time.Instant;

/**
 * What a tenant may take of all workers together; null means that it is not limited.
 *
 * @param concurrency jobs that run at once
 * @param ratePerSecond attempts started per second, on average
 * @param burst attempts that may be started at once after a pause; given together with the rate
 */
public record Limits(Integer concurrency, Double ratePerSecond, Integer burst) {
    public static final Limits NONE = new Limits(null, null, null);
    private static final double NANOS = 1e9;

    public Limits {
        if ((ratePerSecond == null) != (burst == null)) {
            throw new IllegalArgumentException("a rate and a burst come together");
        }
    }

    boolean isNone() {
        return concurrency == null && ratePerSecond == null;
    }

    /**
     * How many attempts may start now, by the generic cell rate algorithm (ITU-T I.371).
     *
     * @param nextAt the theoretical arrival time, null before the first attempt
     */
    int most(int taken, Instant nextAt, Instant now) {
        var byConcurrency = concurrency == null ? Share.UNLIMITED : Math.max(0, concurrency - taken);
        return ratePerSecond == null ? byConcurrency : Math.min(byConcurrency, byRate(nextAt, now));
    }

    /** The theoretical arrival time after {@code started} more attempts. */
    Instant after(Instant nextAt, Instant now, int started) {
        var from = nextAt == null || nextAt.isBefore(now) ? now : nextAt;
        return from.plusNanos(Math.round(started * NANOS / ratePerSecond));
    }

    /** When another attempt may start. */
    Instant freeAt(Instant nextAt) {
        return nextAt.minusNanos(Math.round((burst - 1) * NANOS / ratePerSecond));
    }

    private int byRate(Instant nextAt, Instant now) {
        var debt = nextAt == null || nextAt.isBefore(now)
                ? 0
                : Duration.between(now, nextAt).toNanos() / NANOS;
        // half a nanosecond's worth of tolerance: times are rounded when they are stored
        return (int) Math.clamp(Math.floor(burst - debt * ratePerSecond + 1e-4), 0, burst);
    }
}

package io.focusforge.chaos.depth;

import java.util.Locale;

/**
 * What was measured; rates are jobs a second.
 *
 * @param redisBytes the most that Redis used at any time
 * @param entries the most messages that the stream held at any time
 */
public record Figures(
        int queued,
        double acceptedEmpty,
        double acceptedDeep,
        double ranEmpty,
        double ranDeep,
        long redisBytes,
        long entries) {
    private static final long MEMORY = 64L << 20;
    private static final double MEGABYTE = 1 << 20;
    private static final double KEPT = 0.8;

    public double acceptRatio() {
        return acceptedDeep / acceptedEmpty;
    }

    public double runRatio() {
        return ranDeep / ranEmpty;
    }

    public boolean isRedisSmall() {
        return redisBytes < MEMORY;
    }

    boolean isEnough() {
        return isRedisSmall() && acceptRatio() >= KEPT && runRatio() >= KEPT;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                """
                %,d jobs queued
                  Redis used  %.1f MB at most, %,d messages
                  accepted    %,.0f/s, empty queue %,.0f/s: %.2f
                  run         %,.0f/s, empty queue %,.0f/s: %.2f""",
                queued,
                redisBytes / MEGABYTE,
                entries,
                acceptedDeep,
                acceptedEmpty,
                acceptRatio(),
                ranDeep,
                ranEmpty,
                runRatio());
    }
}

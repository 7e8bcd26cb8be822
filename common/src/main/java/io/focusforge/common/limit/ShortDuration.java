package io.focusforge.common.limit;

import java.time.Duration;

/** Durations as Go writes them, which is what OpenAI sends in {@code x-ratelimit-reset-…}. */
public final class ShortDuration {
    private static final int SECOND = 1_000;
    private static final int MINUTE = 60 * SECOND;

    private ShortDuration() {}

    /** @return {@code 6m0s}, {@code 1.5s} or {@code 12ms}, rounded up to milliseconds */
    public static String format(Duration duration) {
        var millis = duration.plusNanos(999_999).toMillis();
        if (millis < SECOND) {
            return millis + "ms";
        }
        return millis < MINUTE ? seconds(millis) : millis / MINUTE + "m" + seconds(millis % MINUTE);
    }

    private static String seconds(long millis) {
        return (millis % SECOND == 0 ? Long.toString(millis / SECOND) : Double.toString(millis / (double) SECOND))
                + "s";
    }
}

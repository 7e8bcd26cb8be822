package io.focusforge.common.limit;

import java.time.Duration;

/** Whether a request is within its quota. {@code resetMicros} is the time until all of the quota is restored. */
public record Decision(boolean admitted, long remaining, long retryMicros, long resetMicros) {
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** The value of {@code RateLimit}: what is left, and in how many seconds all is restored. */
    public String header() {
        return "\"requests\";r=" + remaining + ";t=" + (resetMicros + MICROS_PER_SECOND - 1) / MICROS_PER_SECOND;
    }

    public Duration retryAfter() {
        return Duration.ofNanos(retryMicros * 1000);
    }
}

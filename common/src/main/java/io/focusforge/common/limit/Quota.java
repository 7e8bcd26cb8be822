package io.focusforge.common.limit;

/** How many requests a minute; as many may come at once, and they are restored evenly. */
public record Quota(int requestsPerMinute) {
    /** So many that one takes a microsecond, the finest step of the limiter. */
    public static final int MAX_PER_MINUTE = 60_000_000;

    private static final int WINDOW_SECONDS = 60;

    public Quota {
        if (requestsPerMinute < 1 || requestsPerMinute > MAX_PER_MINUTE) {
            throw new IllegalArgumentException("a quota is 1 to " + MAX_PER_MINUTE + " requests a minute");
        }
    }

    public long intervalMicros() {
        return MAX_PER_MINUTE / requestsPerMinute;
    }

    /** The value of {@code RateLimit-Policy} (IETF draft-ietf-httpapi-ratelimit-headers-10). */
    public String policy() {
        return "\"requests\";q=" + requestsPerMinute + ";w=" + WINDOW_SECONDS;
    }
}

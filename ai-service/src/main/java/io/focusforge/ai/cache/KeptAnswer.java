package io.focusforge.ai.cache;

import java.time.Duration;

/**
 * A whole answer, or a whole stream, as the client got it.
 *
 * @param body shared by all who get it: do not change it
 * @param keptAt milliseconds since 1970, as {@code expiresAt}
 */
public record KeptAnswer(byte[] body, Origin origin, long keptAt, long expiresAt) {
    private static final int OVERHEAD = 400;

    public KeptAnswer {
        if (body == null || origin == null || expiresAt < keptAt) {
            throw new IllegalArgumentException("an answer has a body and an origin, and expires after it was kept");
        }
    }

    static KeptAnswer of(byte[] body, Origin origin, long now, Duration ttl) {
        return new KeptAnswer(body, origin, now, now + ttl.toMillis());
    }

    Duration age(long now) {
        return Duration.ofMillis(Math.max(0, now - keptAt));
    }

    int weight() {
        return body.length + OVERHEAD;
    }
}

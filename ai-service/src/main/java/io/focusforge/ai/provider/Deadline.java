package io.focusforge.ai.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When a call must have ended, and whose wish that is: a provider is not to blame for a caller's impatience. */
public record Deadline(Instant at, boolean callers, Clock clock) {
    /** @param bound of the caller; null when it has none */
    public static Deadline earlier(Instant start, Duration bound, Duration total, Clock clock) {
        var callers = bound != null && bound.compareTo(total) < 0;
        return new Deadline(start.plus(callers ? bound : total), callers, clock);
    }

    public Duration left() {
        var left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    UpstreamFailure exceeded() {
        var kind = callers ? UpstreamFailure.Kind.OUT_OF_TIME : UpstreamFailure.Kind.SLOW;
        return new UpstreamFailure(kind, "no answer by " + at);
    }
}

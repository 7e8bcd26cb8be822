package io.focusforge.worker.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * How an endpoint has borne the deliveries since the last one that it took.
 *
 * @param failures deliveries in a row that were given up
 * @param failingSince the first failed attempt since, or null
 * @param disabled null while it is enabled
 */
record Health(int failures, Instant failingSince, Disabled disabled) {
    static final Health GOOD = new Health(0, null, null);

    /** Why nothing is sent any more. */
    enum Reason {
        MANUAL,
        FAILURES,
        GONE;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Reason of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    record Disabled(Instant at, Reason reason) {}

    /** What we put up with. */
    record Patience(int failures, Duration time) {}

    boolean isEnabled() {
        return disabled == null;
    }

    Health delivered() {
        return new Health(0, null, disabled);
    }

    /** @param givenUp whether that was the last attempt of the delivery */
    Health failed(boolean givenUp, Instant now, Patience patience) {
        var since = failingSince == null ? now : failingSince;
        var failed = new Health(givenUp ? failures + 1 : failures, since, disabled);
        var enough = failed.failures >= patience.failures() || !now.isBefore(since.plus(patience.time()));
        return enough ? failed.disable(Reason.FAILURES, now) : failed;
    }

    /** The first reason stays. */
    Health disable(Reason reason, Instant now) {
        return isEnabled() ? new Health(failures, failingSince, new Disabled(now, reason)) : this;
    }

    /** With a clean slate, unless it is enabled already. */
    Health enable() {
        return isEnabled() ? this : GOOD;
    }
}

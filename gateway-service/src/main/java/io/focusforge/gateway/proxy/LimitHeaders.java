package io.focusforge.gateway.proxy;

import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.limit.ShortDuration;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** How the request limit of the key stands, for clients of draft-ietf-httpapi-ratelimit-headers and for those of OpenAI. */
final class LimitHeaders {
    private static final String LIMIT = "x-ratelimit-limit-requests";
    private static final String REMAINING = "x-ratelimit-remaining-requests";
    private static final String RESET = "x-ratelimit-reset-requests";

    private LimitHeaders() {}

    /** Whether it says how a limit stands, which is so whatever becomes of the answer. */
    static boolean isOne(String header) {
        return header.toLowerCase(Locale.ROOT).contains("ratelimit");
    }

    static void write(HttpServerResponse response, Quota quota, Decision decision) {
        response.putHeader("RateLimit-Policy", quota.policy())
                .putHeader("RateLimit", decision.header())
                .putHeader(LIMIT, Integer.toString(quota.requestsPerMinute()))
                .putHeader(REMAINING, Long.toString(decision.remaining()))
                .putHeader(RESET, ShortDuration.format(Duration.of(decision.resetMicros(), ChronoUnit.MICROS)));
    }

    /** A service may have request limits too: OpenAI's headers have room for one, and tell that of which the least is left. */
    static void keepLeast(MultiMap ofService, MultiMap ours) {
        var theirs = ofService.get(REMAINING);
        var own = ours.get(REMAINING);
        if (theirs != null && own != null) {
            var more = Long.parseLong(theirs) <= Long.parseLong(own) ? ours : ofService;
            List.of(LIMIT, REMAINING, RESET).forEach(more::remove);
        }
    }
}

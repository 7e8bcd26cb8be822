package io.focusforge.ai.headers;

import io.focusforge.ai.chat.AnswerHeaders;
import io.focusforge.ai.chat.CallReport;
import io.focusforge.common.problem.ProblemRenderer;
import io.focusforge.common.trace.TraceContext;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Adds what an answer does not say of itself at the moment when its head is written: nobody was asked for it, and it cost nothing. */
@Singleton
class AnswerHead {
    /** After the trace, before everything that could refuse a request. */
    private static final int ORDER = 9_900;

    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final Duration SOON = Duration.ofSeconds(1);

    void register(@Observes Filters filters) {
        filters.register(AnswerHead::enter, ORDER);
    }

    static boolean isOurs(RoutingContext http) {
        return http.request().path().startsWith("/v1/");
    }

    private static void enter(RoutingContext http) {
        if (isOurs(http)) {
            var entered = System.nanoTime();
            var trace = TraceContext.currentTraceId();
            http.addHeadersEndHandler(head -> complete(http.response(), entered, trace));
        }
        http.next();
    }

    private static void complete(HttpServerResponse response, long entered, String trace) {
        var headers = response.headers();
        if (!headers.contains(AnswerHeaders.REQUEST_ID)) {
            headers.set(AnswerHeaders.REQUEST_ID, trace);
        }
        if (!headers.contains(AnswerHeaders.CACHE)) {
            headers.set(AnswerHeaders.CACHE, "off");
        }
        if (!headers.contains(AnswerHeaders.ATTEMPTS)) {
            headers.set(AnswerHeaders.ATTEMPTS, "0")
                    .set(AnswerHeaders.COST, "0")
                    .set(AnswerHeaders.OVERHEAD, CallReport.millis(System.nanoTime() - entered));
        }
        if (response.getStatusCode() == TOO_MANY || response.getStatusCode() == UNAVAILABLE) {
            tellDelay(headers);
        }
    }

    private static void tellDelay(MultiMap headers) {
        if (!headers.contains(HttpHeaders.RETRY_AFTER)) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(SOON.toSeconds()))
                    .set(ProblemRenderer.RETRY_AFTER_MS, Long.toString(SOON.toMillis()));
        }
    }
}

package io.focusforge.common.problem;

import io.focusforge.common.http.UnreadBody;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Refuses a request on the event loop, before it has cost more than its head. A service with another error shape (OpenAI's under {@code /v1})
 * replaces this bean, as it does {@link ProblemRenderer}.
 */
@ApplicationScoped
public class ProblemWriter {
    /** What is read of a small body goes nowhere, so that the connection can be used again; with much of it to come it is closed. */
    public void refuse(RoutingContext routing, ProblemException refusal) {
        var problem = Problem.of(
                        refusal.code(), refusal.getMessage(), TraceContext.currentTraceId(), refusal.violations())
                .exceeding(refusal.limit());
        var response = routing.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status()).putHeader("x-request-id", problem.traceId());
        refusal.retryAfter().ifPresent(delay -> tellDelay(response, delay));
        var rest = UnreadBody.of(routing.request());
        rest.announce(response);
        write(routing.request().path(), problem, response);
        rest.discard(routing.vertx());
    }

    protected void write(String path, Problem problem, HttpServerResponse response) {
        end(response, Problem.MEDIA_TYPE, problem);
    }

    protected static void end(HttpServerResponse response, String mediaType, Object body) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, mediaType).end(Buffer.buffer(Json.encode(body)));
    }

    private static void tellDelay(HttpServerResponse response, Duration delay) {
        response.putHeader("retry-after", Long.toString(ProblemRenderer.seconds(delay)))
                .putHeader(ProblemRenderer.RETRY_AFTER_MS, Long.toString(ProblemRenderer.millis(delay)));
    }
}

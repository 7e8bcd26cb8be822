package io.focusforge.ai.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.JsonProblems;
import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.problem.ProblemRenderer;
import io.focusforge.common.trace.TraceContext;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes what {@link OpenAiErrors} renders, where there is no REST. A 5xx tells the client nothing of its cause and the log all of it. */
@ApplicationScoped
public class OpenAiFailures {
    private static final Logger LOG = Logger.getLogger(OpenAiFailures.class);

    /** Nothing, when the answer has begun, or the client is gone. */
    public void write(HttpServerResponse response, Exception failure) {
        var problem = problem(failure);
        if (response.headWritten() || response.closed()) {
            return;
        }
        response.setStatusCode(problem.status()).putHeader("x-request-id", problem.traceId());
        if (failure instanceof ProblemException known) {
            known.retryAfter().ifPresent(delay -> tell(response, delay));
        }
        response.putHeader("content-type", "application/json;charset=UTF-8")
                .end(Json.CODEC.toBuffer(OpenAiError.of(problem), false));
    }

    private static Problem problem(Exception failure) {
        var trace = TraceContext.currentTraceId();
        return switch (failure) {
            case ProblemException known -> {
                if (known.code().status() >= 500) {
                    LOG.warnf("%s: %s", known.code().code(), known.getMessage());
                }
                yield Problem.of(known.code(), known.getMessage(), trace, known.violations())
                        .exceeding(known.limit());
            }
            case JsonProcessingException json -> JsonProblems.describe(json, trace);
            default -> {
                LOG.error("Unexpected failure", failure);
                yield Problem.of(
                        ErrorCode.INTERNAL_ERROR,
                        "Nothing is known to be wrong with the request. Try again; if it stays, report the traceId.",
                        trace,
                        List.of());
            }
        };
    }

    private static void tell(HttpServerResponse response, Duration delay) {
        response.putHeader("retry-after", Long.toString(ProblemRenderer.seconds(delay)))
                .putHeader(ProblemRenderer.RETRY_AFTER_MS, Long.toString(ProblemRenderer.millis(delay)));
    }
}

package io.focusforge.ai.error;

import io.focusforge.common.problem.Problem;
import io.focusforge.common.problem.ProblemRenderer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Renders problems under {@code /v1} as OpenAI does, and all others as problems. */
@Singleton
@Alternative
@Priority(1)
public class OpenAiErrors extends ProblemRenderer {
    private final CurrentVertxRequest request;

    OpenAiErrors(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Response render(Problem problem, Optional<Duration> retryAfter) {
        if (!request.getCurrent().request().path().startsWith("/v1/")) {
            return super.render(problem, retryAfter);
        }
        var response = Response.status(problem.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("x-request-id", problem.traceId())
                .entity(OpenAiError.of(problem));
        retryAfter.ifPresent(delay -> tellDelay(response, delay));
        return response.build();
    }
}

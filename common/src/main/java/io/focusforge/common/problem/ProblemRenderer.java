package io.focusforge.common.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Turns a problem into an answer. A service with another error shape (OpenAI's under {@code /v1}) replaces this bean. */
@ApplicationScoped
public class ProblemRenderer {
    public final Response render(Problem problem) {
        return render(problem, Optional.empty());
    }

    public Response render(Problem problem, Optional<Duration> retryAfter) {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        retryAfter.ifPresent(delay -> response.header(HttpHeaders.RETRY_AFTER, seconds(delay)));
        return response.build();
    }

    /** Rounded up: a client that waits as long as it was told is not refused again. */
    public static long seconds(Duration delay) {
        return Math.max(1, delay.plusMillis(999).toSeconds());
    }
}

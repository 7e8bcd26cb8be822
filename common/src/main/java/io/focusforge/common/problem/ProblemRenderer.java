package io.focusforge.common.problem;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Turns a problem into an answer. A service with another error shape (OpenAI's under {@code /v1}) replaces this bean. */
@ApplicationScoped
public class ProblemRenderer {
    /** As OpenAI's clients read it, before {@code Retry-After}. */
    public static final String RETRY_AFTER_MS = "retry-after-ms";

    public final Response render(Problem problem) {
        return render(problem, Optional.empty());
    }

    public Response render(Problem problem, Optional<Duration> retryAfter) {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        retryAfter.ifPresent(delay -> tellDelay(response, delay));
        return response.build();
    }

    protected static void tellDelay(Response.ResponseBuilder response, Duration delay) {
        response.header(HttpHeaders.RETRY_AFTER, seconds(delay)).header(RETRY_AFTER_MS, millis(delay));
    }

    /** Rounded up, for clients that can wait less than a second. */
    public static long millis(Duration delay) {
        return Math.max(1, delay.plusNanos(999_999).toMillis());
    }

    /** Rounded up: a client that waits as long as it was told is not refused again. */
    public static long seconds(Duration delay) {
        return Math.max(1, delay.plusMillis(999).toSeconds());
    }
}

package io.focusforge.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.focusforge.common.trace.TraceContext;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.TimeoutException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Renders every exception that leaves a resource. A 5xx tells the client nothing of its cause and the log all of it. */
public class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final ProblemRenderer renderer;

    ProblemMapper(ProblemRenderer renderer) {
        this.renderer = renderer;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e) {
        if (e.code().status() >= 500) {
            LOG.warnf("%s: %s", e.code().code(), e.getMessage());
        }
        return renderer.render(
                Problem.of(e.code(), e.getMessage(), TraceContext.currentTraceId(), e.violations())
                        .exceeding(e.limit()),
                e.retryAfter());
    }

    @ServerExceptionMapper({JsonProcessingException.class, MismatchedInputException.class})
    public Response json(JsonProcessingException e) {
        return renderer.render(JsonProblems.describe(e, TraceContext.currentTraceId()));
    }

    @ServerExceptionMapper
    public Response violations(ConstraintViolationException e) {
        var violations = e.getConstraintViolations().stream()
                .map(ProblemMapper::violation)
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        var first = violations.getFirst();
        var detail = "The field '%s' %s%s."
                .formatted(
                        first.field(),
                        first.message(),
                        violations.size() > 1 ? " (and %d more)".formatted(violations.size() - 1) : "");
        return refuse(ErrorCode.INVALID_REQUEST, detail, violations);
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthenticated() {
        return refuse(ErrorCode.UNAUTHENTICATED, "Send 'Authorization: Bearer <API key>'.", List.of());
    }

    @ServerExceptionMapper(ForbiddenException.class)
    public Response forbidden() {
        return refuse(
                ErrorCode.FORBIDDEN,
                "The key lacks the scope that this endpoint needs; ask an administrator for a key that has it.",
                List.of());
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        return switch (e.getResponse().getStatus()) {
            case 400 -> refuse(ErrorCode.INVALID_JSON, "The body cannot be read; send one JSON object.", List.of());
            case 404 -> refuse(ErrorCode.ROUTE_NOT_FOUND, "No endpoint has this path; see /openapi.", List.of());
            case 405 ->
                refuse(
                        ErrorCode.METHOD_NOT_ALLOWED,
                        "This path exists, but not for this method; see /openapi.",
                        List.of());
            case 406 -> refuse(ErrorCode.NOT_ACCEPTABLE, "Ask for application/json in Accept.", List.of());
            case 413 -> refuse(ErrorCode.PAYLOAD_TOO_LARGE, "Send a smaller body.", List.of());
            case 415 ->
                refuse(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "Send the body with Content-Type: application/json.",
                        List.of());
            case 401 -> unauthenticated();
            case 403 -> forbidden();
            default -> unexpected(e);
        };
    }

    /** A store that has not answered in time may have done what it was asked for. */
    @ServerExceptionMapper
    public Response late(TimeoutException e) {
        LOG.warn("A store does not answer in time", e);
        return problem(new ProblemException(
                        ErrorCode.UNAVAILABLE,
                        "A store did not answer in time, and may have made the change. Try again, with the same Idempotency-Key.")
                .retryAfter(RETRY_AFTER));
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e) {
        LOG.error("Unexpected failure", e);
        return refuse(
                ErrorCode.INTERNAL_ERROR,
                "Nothing is known to be wrong with the request. Try again; if it stays, report the traceId.",
                List.of());
    }

    private Response refuse(ErrorCode code, String detail, List<Violation> violations) {
        return renderer.render(Problem.of(code, detail, TraceContext.currentTraceId(), violations));
    }

    private static Violation violation(ConstraintViolation<?> violation) {
        var field = new StringBuilder();
        var depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            var methodOrBody = depth++ == 0 || (depth == 2 && isBodyParameter(node));
            if (!methodOrBody && node.getName() != null) {
                if (node.getIndex() != null) {
                    field.append('[').append(node.getIndex()).append(']');
                }
                if (node.getKind() != ElementKind.CONTAINER_ELEMENT) {
                    field.append(field.isEmpty() ? "" : ".").append(node.getName());
                }
            }
        }
        return new Violation(field.toString(), violation.getMessage().toLowerCase(Locale.ROOT));
    }

    /** Resources name the parameter that takes the body {@code body}. */
    private static boolean isBodyParameter(Path.Node node) {
        return "body".equals(node.getName());
    }
}

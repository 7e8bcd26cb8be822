package io.focusforge.common.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one exception that a feature throws to refuse a request. Its detail is shown to the client and says what to change. */
public final class ProblemException extends RuntimeException {
    private final ErrorCode code;
    private final List<Violation> violations;
    private final Duration retryAfter;
    private final ExceededLimit limit;

    private ProblemException(
            ErrorCode code, String detail, List<Violation> violations, Duration retryAfter, ExceededLimit limit) {
        super(detail, null, false, false);
        this.limit = limit;
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null, null);
    }

    public static ProblemException invalid(String field, String message) {
        return new ProblemException(
                ErrorCode.INVALID_REQUEST, field + ": " + message, List.of(new Violation(field, message)), null, null);
    }

    /** @param violations one at least */
    public static ProblemException invalid(List<Violation> violations) {
        var first = violations.getFirst();
        return new ProblemException(
                ErrorCode.INVALID_REQUEST, first.field() + ": " + first.message(), violations, null, null);
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no " + what + " with this id.");
    }

    /** A refusal that ends by itself; {@code retryAfter} is sent as the header of that name, in whole seconds. */
    public ProblemException retryAfter(Duration delay) {
        return new ProblemException(code, getMessage(), violations, delay, limit);
    }

    /** Names the limit that stands in the way. */
    public ProblemException exceeding(ExceededLimit exceeded) {
        return new ProblemException(code, getMessage(), violations, retryAfter, exceeded);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** Null but for a limit that was exceeded. */
    public ExceededLimit limit() {
        return limit;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

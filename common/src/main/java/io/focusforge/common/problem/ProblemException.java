package io.focusforge.common.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The one exception that a feature throws to refuse a request. Its detail is shown to the client and says what to change. */
public final class ProblemException extends RuntimeException {
    private final ErrorCode code;
    private final List<Violation> violations;
    private final Duration retryAfter;

    private ProblemException(ErrorCode code, String detail, List<Violation> violations, Duration retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.violations = List.copyOf(violations);
        this.retryAfter = retryAfter;
    }

    public ProblemException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null);
    }

    public static ProblemException invalid(String field, String message) {
        return new ProblemException(
                ErrorCode.INVALID_REQUEST, field + ": " + message, List.of(new Violation(field, message)), null);
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(ErrorCode.NOT_FOUND, "There is no " + what + " with this id.");
    }

    /** A refusal that ends by itself; {@code retryAfter} is sent as the header of that name, in whole seconds. */
    public ProblemException retryAfter(Duration delay) {
        return new ProblemException(code, getMessage(), violations, delay);
    }

    public ErrorCode code() {
        return code;
    }

    public List<Violation> violations() {
        return violations;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

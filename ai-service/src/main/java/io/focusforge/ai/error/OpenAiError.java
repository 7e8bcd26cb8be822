package io.focusforge.ai.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ExceededLimit;
import io.focusforge.common.problem.Problem;

/** OpenAI's error body; {@code code} is ours, {@code param} the field that is wrong, or null. */
public record OpenAiError(Body error) {
    /** What the envelope holds. */
    public record Body(
            String message,
            String type,
            String code,
            String param,
            String traceId,
            @JsonInclude(JsonInclude.Include.NON_NULL) ExceededLimit limit) {}

    public static OpenAiError of(Problem problem) {
        var violations = problem.violations();
        var param = violations.isEmpty() ? null : violations.getFirst().field();
        return new OpenAiError(
                new Body(problem.detail(), type(problem), problem.code(), param, problem.traceId(), problem.limit()));
    }

    private static String type(Problem problem) {
        if (problem.code().equals(ErrorCode.BUDGET_EXHAUSTED.code())) {
            return "insufficient_quota";
        }
        return switch (problem.status()) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> problem.status() >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}

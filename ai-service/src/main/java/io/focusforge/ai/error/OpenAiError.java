package io.focusforge.ai.error;

import io.focusforge.common.problem.Problem;

/** OpenAI's error body; {@code code} is ours, {@code param} the field that is wrong, or null. */
public record OpenAiError(Body error) {
    /** What the envelope holds. */
    public record Body(String message, String type, String code, String param, String traceId) {}

    public static OpenAiError of(Problem problem) {
        var violations = problem.violations();
        var param = violations.isEmpty() ? null : violations.getFirst().field();
        return new OpenAiError(
                new Body(problem.detail(), type(problem.status()), problem.code(), param, problem.traceId()));
    }

    private static String type(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 429 -> "rate_limit_error";
            default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    }
}

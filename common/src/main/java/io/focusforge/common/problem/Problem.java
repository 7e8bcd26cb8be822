package io.focusforge.common.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The body of every error answer outside {@code /v1}: {@code application/problem+json}, RFC 9457.
 *
 * @param limit what was exceeded; null for all else
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String traceId,
        List<Violation> violations,
        ExceededLimit limit) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPE_BASE = "https://focusforge.io/problems/";

    public static Problem of(ErrorCode code, String detail, String traceId, List<Violation> violations) {
        return new Problem(
                TYPE_BASE + code.code(), code.title(), code.status(), detail, code.code(), traceId, violations, null);
    }

    public Problem exceeding(ExceededLimit exceeded) {
        return new Problem(type, title, status, detail, code, traceId, violations, exceeded);
    }
}

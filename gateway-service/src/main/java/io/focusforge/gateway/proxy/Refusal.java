package io.focusforge.gateway.proxy;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ExceededLimit;
import io.focusforge.common.problem.ProblemException;
import java.time.Duration;

/**
 * Why a request does not pass.
 *
 * @param retryAfter null when waiting would not help
 * @param limit what was exceeded; null for all else
 */
record Refusal(ErrorCode code, String detail, Duration retryAfter, ExceededLimit limit) {
    private static final Duration SOON = Duration.ofSeconds(1);

    static Refusal of(ErrorCode code, String detail) {
        return new Refusal(code, detail, null, null);
    }

    static Refusal of(ProblemException problem) {
        return new Refusal(
                problem.code(), problem.getMessage(), problem.retryAfter().orElse(null), problem.limit());
    }

    static Refusal forNow(ErrorCode code, String detail) {
        return new Refusal(code, detail, SOON, null);
    }
}

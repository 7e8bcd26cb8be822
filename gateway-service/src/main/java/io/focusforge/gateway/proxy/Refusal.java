package io.focusforge.gateway.proxy;

import io.focusforge.common.problem.ErrorCode;
import java.time.Duration;

/** Why a request does not pass. {@code retryAfter} is null when waiting would not help. */
record Refusal(ErrorCode code, String detail, Duration retryAfter) {
    private static final Duration SOON = Duration.ofSeconds(1);

    static Refusal of(ErrorCode code, String detail) {
        return new Refusal(code, detail, null);
    }

    static Refusal forNow(ErrorCode code, String detail) {
        return new Refusal(code, detail, SOON);
    }
}

package io.focusforge.orchestrator.modelstream;

import io.focusforge.common.problem.ErrorCode;

/**
 * Why a model gives no answer, or no more of it.
 *
 * @param code as clients are told
 */
public record ModelFailure(ErrorCode code, String detail) {
    /** Whether the request is to blame, and another model would not answer either. */
    public boolean isOfRequest() {
        return code.status() < 500 && code != ErrorCode.RATE_LIMITED;
    }
}

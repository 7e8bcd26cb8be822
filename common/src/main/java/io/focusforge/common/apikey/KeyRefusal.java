package io.focusforge.common.apikey;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.time.Instant;

/** Why a client is not let in with what it has shown, or not shown. */
public record KeyRefusal(ErrorCode code, String detail) {
    public static final KeyRefusal MISSING = new KeyRefusal(
            ErrorCode.UNAUTHENTICATED, "Send the API key as 'Authorization: Bearer ff_…' or in the header x-api-key.");
    public static final KeyRefusal UNKNOWN = new KeyRefusal(
            ErrorCode.API_KEY_INVALID,
            "No API key is like this one; check that it was copied whole, from 'ff_' to its last character.");
    public static final KeyRefusal REVOKED = new KeyRefusal(
            ErrorCode.API_KEY_REVOKED, "This API key was revoked; ask an administrator of the tenant for a new one.");

    public static KeyRefusal expired(Instant at) {
        return new KeyRefusal(
                ErrorCode.API_KEY_EXPIRED,
                "This API key expired at %s; ask an administrator of the tenant for a new one.".formatted(at));
    }

    public ProblemException problem() {
        return new ProblemException(code, detail);
    }
}

package io.focusforge.gateway.apikey;

import io.focusforge.common.problem.ErrorCode;
import java.time.Instant;
import java.util.Optional;

/** What became of the credentials of a request. */
public sealed interface Authentication {
    /** The key is good, and its caller is known to the services by this token. */
    record Admitted(ApiKey key, String bearer) implements Authentication {}

    record Refused(ErrorCode code, String detail) implements Authentication {}

    Refused MISSING = new Refused(
            ErrorCode.UNAUTHENTICATED, "Send the API key as 'Authorization: Bearer ff_…' or in the header x-api-key.");
    Refused UNKNOWN = new Refused(
            ErrorCode.API_KEY_INVALID,
            "No API key is like this one; check that it was copied whole, from 'ff_' to its last character.");
    Refused REVOKED = new Refused(
            ErrorCode.API_KEY_REVOKED, "This API key was revoked; ask an administrator of the tenant for a new one.");

    /** Only who knows the secret learns that the key was revoked or has expired. */
    static Authentication check(PresentedKey presented, Optional<KnownKey> known, Instant now) {
        if (known.isEmpty() || !known.get().stored().hash().matches(presented.secret())) {
            return UNKNOWN;
        }
        var key = known.get().stored().key();
        if (key.isRevoked()) {
            return REVOKED;
        }
        return key.hasExpired(now)
                ? expired(key)
                : new Admitted(key, known.get().bearer());
    }

    private static Refused expired(ApiKey key) {
        return new Refused(
                ErrorCode.API_KEY_EXPIRED,
                "This API key expired at %s; ask an administrator of the tenant for a new one."
                        .formatted(key.expiresAt()));
    }
}

package io.focusforge.gateway.apikey;

import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.apikey.KeyRefusal;
import java.time.Instant;
import java.util.Optional;

/** What became of the credentials of a request. */
public sealed interface Authentication {
    /** The key is good, and its caller is known to the services by this token. */
    record Admitted(ApiKey key, String bearer) implements Authentication {}

    /** The key of somebody who was erased: it reads the receipts of that person, and is otherwise unknown. */
    record Departed(ApiKey key, String bearer) implements Authentication {}

    record Refused(KeyRefusal refusal) implements Authentication {}

    Refused MISSING = new Refused(KeyRefusal.MISSING);
    Refused UNKNOWN = new Refused(KeyRefusal.UNKNOWN);
    Refused REVOKED = new Refused(KeyRefusal.REVOKED);

    /** Only who knows the secret learns that the key was revoked or has expired. */
    static Authentication check(HashedKey presented, Optional<KnownKey> known, Instant now) {
        if (known.isEmpty() || !known.get().stored().hash().equals(presented.hash())) {
            return UNKNOWN;
        }
        var key = known.get().stored().key();
        if (key.isRevoked()) {
            return REVOKED;
        }
        if (known.get().stored().departed()) {
            return key.hasExpired(now) ? UNKNOWN : new Departed(key, known.get().bearer());
        }
        return key.hasExpired(now)
                ? new Refused(KeyRefusal.expired(key.expiresAt()))
                : new Admitted(key, known.get().bearer());
    }
}

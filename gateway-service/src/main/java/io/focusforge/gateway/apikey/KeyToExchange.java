package io.focusforge.gateway.apikey;

import io.focusforge.common.apikey.HashedKey;
import io.focusforge.common.apikey.SecretHash;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/**
 * A key that was shown to another service.
 *
 * @param secretHash the SHA-256 of its secret, which itself goes nowhere; in Base64
 */
record KeyToExchange(
        @NotNull UUID id, @NotNull @Size(min = 32, max = 32) byte[] secretHash) {
    HashedKey hashed() {
        return new HashedKey(id, new SecretHash(secretHash));
    }
}

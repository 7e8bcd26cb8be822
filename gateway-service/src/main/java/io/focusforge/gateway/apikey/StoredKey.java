package io.focusforge.gateway.apikey;

import io.focusforge.common.apikey.SecretHash;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;

/**
 * A key as it is checked against: with the hash of its secret.
 *
 * @param departed whether it was the key of somebody who was erased
 */
record StoredKey(ApiKey key, SecretHash hash, boolean departed) {
    /** Who calls with it. */
    Caller caller() {
        return new Caller(key.tenantId(), key.userId(), Scopes.expand(key.scopes()), null, key.id(), key.models());
    }
}

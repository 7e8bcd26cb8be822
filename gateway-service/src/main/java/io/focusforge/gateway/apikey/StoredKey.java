package io.focusforge.gateway.apikey;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.Scopes;

/** A key as it is checked against: with the hash of its secret and the caller that it stands for. */
record StoredKey(ApiKey key, SecretHash hash, Caller caller) {
    StoredKey(ApiKey key, SecretHash hash) {
        this(key, hash, new Caller(key.tenantId(), key.userId(), Scopes.expand(key.scopes()), null));
    }
}

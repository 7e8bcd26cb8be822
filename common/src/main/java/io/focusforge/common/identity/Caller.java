package io.focusforge.common.identity;

import java.util.Set;
import java.util.UUID;

/**
 * Who is asking: a user of a tenant, with what the key or the token in hand allows.
 *
 * @param key the API key with which the request came in; null for what a service does on its own
 */
public record Caller(UUID tenant, UUID user, Set<String> scopes, String plan, UUID key) {
    public Caller {
        if (tenant == null || user == null) {
            throw new IllegalArgumentException("a caller has a tenant and a user");
        }
        scopes = Set.copyOf(scopes);
        plan = plan == null ? "default" : plan;
    }

    public Caller(UUID tenant, UUID user, Set<String> scopes, String plan) {
        this(tenant, user, scopes, plan, null);
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }
}

package io.focusforge.common.identity;

import java.util.Set;
import java.util.UUID;

/** Who is asking: a user of a tenant, with what the key or the token in hand allows. */
public record Caller(UUID tenant, UUID user, Set<String> scopes, String plan) {
    public Caller {
        if (tenant == null || user == null) {
            throw new IllegalArgumentException("a caller has a tenant and a user");
        }
        scopes = Set.copyOf(scopes);
        plan = plan == null ? "default" : plan;
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }
}

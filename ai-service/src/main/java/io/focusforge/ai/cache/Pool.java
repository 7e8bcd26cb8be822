package io.focusforge.ai.cache;

import java.util.UUID;

/**
 * Who finds an answer: all of these are equal, or there is no hit.
 *
 * @param user null when the users of the tenant share
 */
record Pool(UUID tenant, UUID user, String namespace) {
    Pool {
        if (tenant == null || namespace == null) {
            throw new IllegalArgumentException("an answer belongs to a tenant and a namespace");
        }
    }

    Namespace within() {
        return new Namespace(tenant, namespace);
    }

    boolean isIn(Namespace dropped) {
        return tenant.equals(dropped.tenant())
                && (namespace.equals(dropped.name()) || user != null && dropped.equals(Namespace.of(tenant, user)));
    }

    /** What is dropped at once. */
    record Namespace(UUID tenant, String name) {
        /** All that is one user's alone; no namespace that a caller can name has such a name. */
        static Namespace of(UUID tenant, UUID user) {
            return new Namespace(tenant, "user/" + user);
        }
    }
}

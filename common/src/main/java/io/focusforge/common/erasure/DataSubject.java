package io.focusforge.common.erasure;

import java.util.UUID;

/** Who is to be forgotten: a user of a tenant. */
public record DataSubject(UUID tenant, UUID user) {
    public DataSubject {
        if (tenant == null || user == null) {
            throw new IllegalArgumentException("who is to be forgotten has a tenant and a user");
        }
    }
}

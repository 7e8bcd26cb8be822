package io.focusforge.memory.memories;

import io.focusforge.common.identity.Caller;
import java.util.UUID;

/** Whose memory it is. Nobody else can see it, not even within the tenant. */
public record Owner(UUID tenant, UUID user) {
    public static Owner of(Caller caller) {
        return new Owner(caller.tenant(), caller.user());
    }
}

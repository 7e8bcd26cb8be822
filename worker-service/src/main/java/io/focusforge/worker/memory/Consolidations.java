package io.focusforge.worker.memory;

import io.focusforge.common.identity.Scopes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** {@code memories.consolidate} for what the caller remembers, {@code memories.consolidate-all} for all users of the tenant. */
class Consolidations {
    @Produces
    @Singleton
    Consolidation ofCaller(StepByStep steps) {
        return new Consolidation("memories.consolidate", Scopes.MEMORIES_WRITE, false, steps);
    }

    @Produces
    @Singleton
    Consolidation ofEveryone(StepByStep steps) {
        return new Consolidation("memories.consolidate-all", Scopes.MEMORIES_ADMIN, true, steps);
    }
}

package io.focusforge.orchestrator.event;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Knows who is acting: the caller of the request in hand, unless another service asks, or nobody. */
@ApplicationScoped
class Actors {
    /** Outside of the service. */
    static final Actors NOBODY = new Actors(null);

    private final SecurityIdentity identity;

    Actors(SecurityIdentity identity) {
        this.identity = identity;
    }

    Actor present() {
        if (identity == null || !Arc.container().requestContext().isActive()) {
            return Actor.SERVICE;
        }
        return CurrentCaller.of(identity)
                .filter(caller -> !caller.may(Scopes.INTERNAL))
                .map(Actors::actor)
                .orElse(Actor.SERVICE);
    }

    private static Actor actor(Caller caller) {
        return new Actor(caller.user(), caller.key());
    }
}

package io.focusforge.common.erasure;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A step of an erasure, for the service that leads it. The gateway routes this for nobody, and does its own. */
@Path("/internal/subjects/{user}/erasure")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class ForgettingResource {
    private final Forgetting forgetting;
    private final CurrentCaller caller;

    ForgettingResource(Forgetting forgetting, CurrentCaller caller) {
        this.forgetting = forgetting;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Forgotten step(UUID user) {
        return forgetting.step(new DataSubject(caller.get().tenant(), user));
    }
}

package io.focusforge.memory.erase;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Steps of an erasure, for the worker's job {@code subject.erase}: 202 while there are more, 204 when it is done. */
@Path("/internal/erasures/{id}/steps")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class ErasureStepResource {
    private final ErasureSteps steps;
    private final CurrentCaller caller;

    ErasureStepResource(ErasureSteps steps, CurrentCaller caller) {
        this.steps = steps;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Response step(UUID id) {
        return switch (steps.step(caller.get().tenant(), id)) {
            case MORE -> Response.accepted().build();
            case DONE -> Response.noContent().build();
        };
    }
}

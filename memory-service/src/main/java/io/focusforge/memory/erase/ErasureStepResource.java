package io.focusforge.memory.erase;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Steps of an erasure, for the orchestrator's saga {@code subject-erasure}: 202 while there are more, 204 when it is done. */
@Path("/internal/erasures/{id}/steps")
@RolesAllowed(Scopes.INTERNAL)
@Produces(MediaType.APPLICATION_JSON)
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
        var progress = steps.step(caller.get().tenant(), id);
        return progress.done()
                ? Response.noContent().build()
                : Response.accepted(progress).build();
    }
}

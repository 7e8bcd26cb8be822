package io.focusforge.memory.consolidation;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.memories.Owner;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Steps of a consolidation, for the worker's jobs: 202 while there are more, 204 when it is done. The gateway does not route this. */
@Path("/internal/consolidations/{id}/steps")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class ConsolidationResource {
    private final Consolidations consolidations;
    private final CurrentCaller caller;

    ConsolidationResource(Consolidations consolidations, CurrentCaller caller) {
        this.consolidations = consolidations;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Response step(UUID id, @QueryParam("everyone") boolean everyone) {
        return consolidations.step(Owner.of(caller.get()), id, everyone)
                ? Response.accepted().build()
                : Response.noContent().build();
    }
}

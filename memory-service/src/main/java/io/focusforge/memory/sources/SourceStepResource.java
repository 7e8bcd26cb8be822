package io.focusforge.memory.sources;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Steps of a run, for the worker's job {@code source.sync}: 202 while there are more, 204 when it is done. */
@Path("/internal/sources/{id}/runs/{run}/steps")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class SourceStepResource {
    private final SyncSteps steps;
    private final CurrentCaller caller;

    SourceStepResource(SyncSteps steps, CurrentCaller caller) {
        this.steps = steps;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Response step(@PathParam("id") UUID id, @PathParam("run") UUID run) throws InterruptedException {
        var who = caller.get();
        return switch (steps.step(new SourceKey(who.tenant(), id), who.user(), run)) {
            case MORE -> Response.accepted().build();
            case DONE -> Response.noContent().build();
        };
    }
}

package io.focusforge.memory.chunks;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For services that answer with citations, on behalf of the user who asked. */
@Path("/internal/citations/check")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class CitationResource {
    private final Citations citations;
    private final CurrentCaller caller;

    CitationResource(Citations citations, CurrentCaller caller) {
        this.citations = citations;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Citations.Verdicts check(@Valid @NotNull Citations.Claims claims) {
        return citations.check(caller.get(), claims);
    }
}

package io.focusforge.memory.chunks;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the worker that reads a document brings its pieces. */
@Path("/internal/documents/{id}/chunks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class ChunkResource {
    private final ChunkIntake intake;
    private final CurrentCaller caller;

    ChunkResource(ChunkIntake intake, CurrentCaller caller) {
        this.intake = intake;
        this.caller = caller;
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Taken put(UUID id, @Valid @NotNull NewChunks body) {
        return intake.take(caller.get().tenant(), id, body);
    }

    @GET
    @Operation(hidden = true)
    public Map<String, List<Integer>> kept(UUID id, @QueryParam("version") @NotNull @Min(1) Integer version) {
        return Map.of("ordinals", intake.kept(caller.get().tenant(), id, version));
    }
}

package io.focusforge.memory.memories;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One memory of the caller: what it says, what it said before, and its end. */
@Path(MemoryResource.PATH + "/{id}")
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ChangeResource {
    private static final int DEFAULT_LIMIT = 20;

    private final Memories memories;
    private final Amendments amendments;
    private final History history;
    private final CurrentCaller caller;

    ChangeResource(Memories memories, Amendments amendments, History history, CurrentCaller caller) {
        this.memories = memories;
        this.amendments = amendments;
        this.history = history;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Read a memory, of whatever state; the ETag is its revision")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemoryView.class)))
    public Response get(@PathParam("id") String id) {
        return answer(memories.get(owner(), MemoryId.of(id)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Say what a memory says from now on; what is left out has its default, as for a new one")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = MemoryView.class)))
    public Response update(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @NotNull NewMemory body) {
        return answer(amendments.update(owner(), MemoryId.of(id), body, Precondition.required(ifMatch)));
    }

    @DELETE
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Forget a memory: its content and its history are removed at once")
    public void forget(@PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        amendments.forget(owner(), MemoryId.of(id), Precondition.optional(ifMatch));
    }

    @GET
    @Path("/history")
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "What became of a memory, the latest change first")
    public Page<HistoryEntry> history(
            @PathParam("id") String id, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var size = limit == null ? DEFAULT_LIMIT : Page.limit(limit);
        return history.of(memories.get(owner(), MemoryId.of(id)), cursor, size);
    }

    private Owner owner() {
        return Owner.of(caller.get());
    }

    private static Response answer(Memory memory) {
        return Response.ok(MemoryView.of(memory))
                .header(HttpHeaders.ETAG, Precondition.tag(memory))
                .build();
    }
}

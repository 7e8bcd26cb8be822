package io.focusforge.memory.memories;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A caller's memories. */
@Path(MemoryResource.PATH)
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MemoryResource {
    public static final String PATH = "/api/v1/memories";

    private final Memories memories;
    private final CurrentCaller caller;

    MemoryResource(Memories memories, CurrentCaller caller) {
        this.memories = memories;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "List the caller's memories, newest first")
    public Page<MemoryView> list(
            @BeanParam ListParameters parameters,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return memories.list(owner(), parameters.filter(), cursor, Page.limit(limit))
                .map(MemoryView::of);
    }

    private Owner owner() {
        return Owner.of(caller.get());
    }
}

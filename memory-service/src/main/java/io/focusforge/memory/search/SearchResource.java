package io.focusforge.memory.search;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.memory.memories.Owner;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Search over the caller's memories. */
@Path("/api/v1/memories/search")
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class SearchResource {
    private final MemorySearch search;
    private final CurrentCaller caller;

    SearchResource(MemorySearch search, CurrentCaller caller) {
        this.search = search;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Find the caller's memories that answer best, by meaning, words and recency")
    public SearchAnswer search(@Valid @NotNull SearchRequest body) {
        return search.search(Owner.of(caller.get()), body);
    }
}

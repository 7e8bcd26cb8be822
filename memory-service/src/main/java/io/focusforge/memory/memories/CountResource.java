package io.focusforge.memory.memories;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How many memories a caller has. */
@Path(MemoryResource.PATH + "/count")
@Tag(name = "memory")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CountResource {
    private final Memories memories;
    private final CurrentCaller caller;

    CountResource(Memories memories, CurrentCaller caller) {
        this.memories = memories;
        this.caller = caller;
    }

    /** How many a list without limit would show. */
    public record Count(long count) {}

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Count the caller's memories, by the filters of the list")
    public Count count(@BeanParam ListParameters parameters) {
        return new Count(memories.count(Owner.of(caller.get()), parameters.filter()));
    }
}

package io.focusforge.orchestrator.library;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The chains that there are: built in, and uploaded. */
@Path("/api/v1/chains")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "chains")
public class ChainReadResource {
    /** Not more, so that what follows a colon is an action. */
    private static final String NAME = "{name: [a-z][a-z0-9_]*}";

    private final ChainReads reads;
    private final CurrentCaller caller;

    ChainReadResource(ChainReads reads, CurrentCaller caller) {
        this.reads = reads;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "All chains, with their schemas and steps")
    public Page<ChainView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return reads.list(caller.get().tenant(), Page.limit(limit), cursor);
    }

    @GET
    @Path(NAME)
    @Operation(summary = "One chain in its active version")
    public ChainView get(String name) {
        return reads.get(caller.get().tenant(), name, null);
    }

    @GET
    @Path(NAME + "/versions")
    @Operation(summary = "The versions of a chain, the newest first")
    public Page<ChainView> versions(
            String name, @QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return reads.versions(caller.get().tenant(), name, Page.limit(limit), cursor);
    }

    @GET
    @Path(NAME + "/versions/{version}")
    @Operation(summary = "One version of a chain")
    public ChainView version(String name, int version) {
        return reads.get(caller.get().tenant(), name, version);
    }
}

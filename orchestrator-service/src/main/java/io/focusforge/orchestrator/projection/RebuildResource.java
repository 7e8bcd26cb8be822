package io.focusforge.orchestrator.projection;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The read model of the caller's tenant, made anew on request. */
@Path(RebuildResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scopes.TASKS_ADMIN)
@RunOnVirtualThread
@Tag(name = "events")
public class RebuildResource {
    static final String PATH = "/api/v1/projections/tasks/rebuilds";
    private final Rebuilds rebuilds;
    private final CurrentCaller caller;

    RebuildResource(Rebuilds rebuilds, CurrentCaller caller) {
        this.rebuilds = rebuilds;
        this.caller = caller;
    }

    static String path(UUID id) {
        return PATH + "/" + id;
    }

    @POST
    @Operation(summary = "Make the tasks of the tenant anew from their events, beside those that are read")
    public Response begin(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, new byte[0]);
        return rebuilds.begin(caller.get(), key).response();
    }

    @GET
    @Operation(summary = "The latest rebuilds, newest first")
    public Page<RebuildView> list() {
        return new Page<>(rebuilds.latest(caller.get().tenant()), null);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far a rebuild is, and what has happened that is not in it yet")
    public RebuildView get(String id) {
        try {
            return rebuilds.get(caller.get().tenant(), UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("rebuild");
        }
    }
}

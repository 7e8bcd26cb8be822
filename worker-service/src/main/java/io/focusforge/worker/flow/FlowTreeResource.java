package io.focusforge.worker.flow;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The flow that a job is part of. */
@Path("/api/v1/jobs/{id}/flow")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FlowTreeResource {
    private final CurrentCaller caller;
    private final TreeStore store;
    private final TenantDatabase database;

    FlowTreeResource(CurrentCaller caller, TreeStore store, TenantDatabase database) {
        this.caller = caller;
        this.store = store;
        this.database = database;
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(
            summary = "Look at the flow that a job is part of",
            description = "The whole tree with the state of each job, whichever of them is asked for.")
    public FlowView get(@PathParam("id") String id) {
        var who = caller.get();
        var job = parse(id);
        var nodes = database.read(who.tenant(), connection -> store.tree(connection, who, job));
        if (nodes.isEmpty()) {
            throw noSuchFlow();
        }
        return FlowTree.view(nodes);
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw noSuchFlow();
        }
    }

    private static ProblemException noSuchFlow() {
        return ProblemException.notFound("flow");
    }
}

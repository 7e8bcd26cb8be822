package io.focusforge.worker.queue;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of queues. Pausing one stops it for every tenant, so that it is for operators. */
@Path("/api/v1/queues")
@Tag(name = "queues")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class QueueResource {
    private final CurrentCaller caller;
    private final Queues queues;
    private final Drain drain;

    QueueResource(CurrentCaller caller, Queues queues, Drain drain) {
        this.caller = caller;
        this.queues = queues;
        this.drain = drain;
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "List the queues, with the jobs of your tenant counted by state")
    public Page<QueueView> list() {
        return new Page<>(queues.list(caller.get()), null);
    }

    @GET
    @Path("{queue}")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "Look at a queue")
    public QueueView get(@PathParam("queue") String queue) {
        return queues.get(caller.get(), queue);
    }

    @POST
    @Path("{queue}/pause")
    @RolesAllowed(Scopes.TENANTS_ADMIN)
    @Operation(
            summary = "Pause a queue for all tenants",
            description = "Within a second no replica starts a job of it. Running jobs go on, new ones are accepted.")
    public QueueView pause(@PathParam("queue") String queue) {
        return queues.pause(caller.get(), queue);
    }

    @POST
    @Path("{queue}/resume")
    @RolesAllowed(Scopes.TENANTS_ADMIN)
    @Operation(summary = "Let a paused queue go on")
    public QueueView resume(@PathParam("queue") String queue) {
        return queues.resume(caller.get(), queue);
    }

    @POST
    @Path("{queue}/drain")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_ADMIN)
    @Operation(
            summary = "Cancel every job of your tenant that waits in a queue",
            description = "At most 100,000 a request: ask again while 'complete' is false.")
    public Drained drain(@PathParam("queue") String queue, @NotNull DrainQueue body) {
        queues.known(queue);
        body.check();
        return drain.drain(caller.get(), queue);
    }
}

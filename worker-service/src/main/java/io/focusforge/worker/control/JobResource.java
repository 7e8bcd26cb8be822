package io.focusforge.worker.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.worker.intake.CreateJob;
import io.focusforge.worker.intake.Intake;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of jobs. */
@Path("/api/v1/jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class JobResource {
    private final CurrentCaller caller;
    private final Intake intake;
    private final Control control;
    private final JobViews views;
    private final ObjectMapper json;

    JobResource(CurrentCaller caller, Intake intake, Control control, JobViews views, ObjectMapper json) {
        this.caller = caller;
        this.intake = intake;
        this.control = control;
        this.views = views;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Leave a job to the workers", description = "Once this has answered 202, the job is kept.")
    public Response create(@HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull CreateJob body)
            throws JsonProcessingException {
        var who = caller.get();
        var key = IdempotencyKey.of(idempotencyKey, "POST /api/v1/jobs", json.writeValueAsBytes(body));
        return intake.accept(who, body, key, views::accepted).response();
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "List jobs, newest first, without payloads and results")
    public Page<JobView> list(
            @QueryParam("state") String state,
            @QueryParam("queue") String queue,
            @QueryParam("type") String type,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var query = new JobQuery(StateFilter.of(state), queue, type, Page.limit(limit), Cursor.decode(cursor));
        return control.list(caller.get(), query).map(views::of);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "Look at a job", description = "With 'position=true' also at its place in the queue.")
    public PlacedJob get(@PathParam("id") String id, @QueryParam("position") String position) {
        return views.of(control.get(caller.get(), JobLookup.parse(id)), position);
    }

    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Cancel a job; a running one is interrupted, and what it still returns is not recorded")
    public JobView cancel(@PathParam("id") String id) {
        return views.of(control.cancel(caller.get(), JobLookup.parse(id)));
    }

    @POST
    @Path("{id}/retry")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Run a dead or cancelled job again", description = "It gets all its attempts anew.")
    public JobView retry(@PathParam("id") String id) {
        return views.of(control.retry(caller.get(), JobLookup.parse(id)));
    }

    @POST
    @Path("{id}/promote")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Run a delayed job now", description = "Also one that waits for its next attempt.")
    public JobView promote(@PathParam("id") String id) {
        return views.of(control.promote(caller.get(), JobLookup.parse(id)));
    }
}

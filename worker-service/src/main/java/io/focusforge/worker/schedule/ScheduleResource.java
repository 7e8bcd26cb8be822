package io.focusforge.worker.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.Once;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of schedules: making and changing them. */
@Path(ScheduleResource.PATH)
@Tag(name = "schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ScheduleResource {
    static final String PATH = "/api/v1/schedules";
    private static final int SHOWN = 10;

    private final CurrentCaller caller;
    private final Schedules schedules;
    private final ScheduleChanges changes;
    private final ScheduleViews views;
    private final Once once;
    private final ObjectMapper json;

    ScheduleResource(
            CurrentCaller caller,
            Schedules schedules,
            ScheduleChanges changes,
            ScheduleViews views,
            Once once,
            ObjectMapper json) {
        this.caller = caller;
        this.schedules = schedules;
        this.changes = changes;
        this.views = views;
        this.once = once;
        this.json = json;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Make jobs at the times of a cron expression, or after an interval",
            description = "Each job acts for the user who made the schedule.")
    public Response create(
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Valid @NotNull ScheduleRequest body)
            throws JsonProcessingException {
        var who = caller.get();
        var key = IdempotencyKey.of(idempotencyKey, "POST " + PATH, json.writeValueAsBytes(body));
        var schedule = schedules.draft(who, body);
        var id = schedule.key().id();
        var answer = new StoredAnswer(
                Response.Status.CREATED.getStatusCode(),
                PATH + "/" + id,
                json.writeValueAsString(views.whole(schedule, List.of())));
        return once.run(who, key, id, connection -> {
                    schedules.add(connection, schedule);
                    return answer;
                })
                .response();
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "List schedules, newest first, without payloads and fires")
    public Page<ScheduleView> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        return schedules
                .list(caller.get(), Page.limit(limit), Cursor.decode(cursor))
                .map(views::summary);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "Look at a schedule, and at its last fires")
    public ScheduleView get(@PathParam("id") String id) {
        return view(schedules.get(caller.get(), parse(id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Replace a schedule",
            description = "It keeps its times where its timing stays. A secret that is sent as it is shown stays, too.")
    public ScheduleView replace(@PathParam("id") String id, @Valid @NotNull ScheduleRequest body)
            throws JsonProcessingException {
        return view(changes.replace(caller.get(), parse(id), body));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Change a schedule", description = "What is left out stays; 'job' is replaced as a whole.")
    public ScheduleView patch(@PathParam("id") String id, @Valid @NotNull SchedulePatch body)
            throws JsonProcessingException {
        return view(changes.patch(caller.get(), parse(id), body));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Delete a schedule", description = "Jobs that it has made stay.")
    public void delete(@PathParam("id") String id) {
        schedules.delete(caller.get(), parse(id));
    }

    private ScheduleView view(Schedule schedule) {
        return views.whole(schedule, schedules.fires(schedule, SHOWN));
    }

    static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Schedules.unknown();
        }
    }
}

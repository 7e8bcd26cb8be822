package io.focusforge.worker.schedule;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of schedules: their times, and what stops and starts them. */
@Path(ScheduleResource.PATH + "/{id}")
@Tag(name = "schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ScheduleActionResource {
    private static final int TIMES = 10;
    private static final int MOST_TIMES = 100;

    private final CurrentCaller caller;
    private final Schedules schedules;
    private final ScheduleChanges changes;
    private final Trigger trigger;
    private final ScheduleViews views;

    ScheduleActionResource(
            CurrentCaller caller, Schedules schedules, ScheduleChanges changes, Trigger trigger, ScheduleViews views) {
        this.caller = caller;
        this.schedules = schedules;
        this.changes = changes;
        this.trigger = trigger;
        this.views = views;
    }

    @GET
    @Path("next")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "The next times at which a schedule fires", description = "None while it is paused.")
    public Page<Instant> next(@PathParam("id") String id, @QueryParam("count") String count) {
        var most = count(count);
        var schedule = schedules.get(caller.get(), ScheduleResource.parse(id));
        return new Page<>(next(schedule, most), null);
    }

    @GET
    @Path("fires")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "The last fires of a schedule that are kept, newest first, with the jobs that they made")
    public Page<FireView> fires(@PathParam("id") String id, @QueryParam("limit") String limit) {
        var most = Page.limit(limit);
        var schedule = schedules.get(caller.get(), ScheduleResource.parse(id));
        return new Page<>(schedules.fires(schedule, most), null).map(FireView::of);
    }

    @POST
    @Path("pause")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Stop a schedule", description = "Fires that wait for the end of a job wait on.")
    public ScheduleView pause(@PathParam("id") String id) {
        return views.summary(changes.pause(caller.get(), ScheduleResource.parse(id)));
    }

    @POST
    @Path("resume")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Let a schedule go on", description = "Times that passed meanwhile are not caught up.")
    public ScheduleView resume(@PathParam("id") String id) {
        return views.summary(changes.resume(caller.get(), ScheduleResource.parse(id)));
    }

    @POST
    @Path("trigger")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Fire a schedule now",
            description = "Also while it is paused. Its overlap policy holds: 409 where a time of its own is skipped.")
    public Response trigger(@PathParam("id") String id, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var schedule = ScheduleResource.parse(id);
        var operation = "POST %s/%s/trigger".formatted(ScheduleResource.PATH, schedule);
        var key = IdempotencyKey.of(idempotencyKey, operation, new byte[0]);
        return trigger.fire(caller.get(), schedule, key).response();
    }

    private static List<Instant> next(Schedule schedule, int most) {
        var timing = schedule.spec().when().timing();
        return Stream.iterate(
                        Optional.ofNullable(schedule.progress().nextAt()),
                        Optional::isPresent,
                        time -> timing.after(time.get()))
                .map(Optional::get)
                .limit(most)
                .toList();
    }

    private static int count(String text) {
        try {
            var count = text == null ? TIMES : Integer.parseInt(text);
            if (count >= 1 && count <= MOST_TIMES) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw invalidCount();
        }
        throw invalidCount();
    }

    private static ProblemException invalidCount() {
        return ProblemException.invalid("count", "must be an integer from 1 to " + MOST_TIMES);
    }
}

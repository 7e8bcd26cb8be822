package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.history.AsOf;
import io.focusforge.orchestrator.history.Histories;
import io.focusforge.orchestrator.task.TaskKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's series. A series begins with a task that is created with {@code recurrence}. */
@Path("/api/v1/tasks/series")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "tasks")
public class SeriesResource {
    private final SeriesCommands series;
    private final SeriesTravel travel;
    private final Histories histories;
    private final AsOf asOf;
    private final CurrentCaller caller;

    SeriesResource(SeriesCommands series, SeriesTravel travel, Histories histories, AsOf asOf, CurrentCaller caller) {
        this.series = series;
        this.travel = travel;
        this.histories = histories;
        this.asOf = asOf;
        this.caller = caller;
    }

    record Skip(@NotNull Instant at) {}

    record Times(List<Instant> items) {}

    @GET
    @Operation(summary = "The caller's series, newest first")
    public Page<Series> list(@QueryParam("limit") String limit, @QueryParam("cursor") String cursor) {
        var size = Page.limit(limit);
        var after = Cursor.decode(cursor);
        var rows = series.list(key(new UUID(0, 0)), after == null ? null : after.after(), size);
        return Page.of(rows, size, last -> new Cursor(last.id()));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One series; with asOf, an instant, as it was then")
    public Series get(String id, @QueryParam("asOf") String at) {
        var time = asOf.parse(at);
        var present = series.get(key(id));
        return time.map(then -> travel.at(key(id), then)).orElse(present);
    }

    @GET
    @Path("{id}/history")
    @Operation(summary = "What happened to a series, in order")
    public Response history(
            String id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @QueryParam("asOf") String at) {
        var found = series.get(key(id));
        return histories.page(caller.get().tenant(), found.id(), new Histories.Query(limit, cursor, at));
    }

    @GET
    @Path("{id}/occurrences")
    @Operation(summary = "The times for which tasks are yet to be made")
    public Times occurrences(String id, @QueryParam("limit") String limit) {
        var found = series.get(key(id));
        return new Times(found.times(found.last(), Page.limit(limit)));
    }

    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    @RolesAllowed(Scopes.TASKS_WRITE)
    @Operation(summary = "Change all tasks that are yet to be made")
    public Series edit(String id, @Valid @NotNull SeriesPatch body) {
        return series.edit(key(id), body);
    }

    @POST
    @Path("{id}/skip")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.TASKS_WRITE)
    @Operation(summary = "Leave out one time that is yet to come")
    public Series skip(String id, @Valid @NotNull Skip body) {
        return series.skip(key(id), body.at());
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Scopes.TASKS_WRITE)
    @Operation(summary = "End a series; its tasks stay")
    public Series end(String id) {
        return series.end(key(id));
    }

    private TaskKey key(String id) {
        try {
            return key(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("series");
        }
    }

    private TaskKey key(UUID id) {
        var who = caller.get();
        return new TaskKey(who.tenant(), who.user(), id);
    }
}

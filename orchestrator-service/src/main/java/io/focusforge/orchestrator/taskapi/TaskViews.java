package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.recurrence.SeriesDraft;
import io.focusforge.orchestrator.task.DueStore;
import io.focusforge.orchestrator.task.QueryCursor;
import io.focusforge.orchestrator.task.StoredTask;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskPage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is to be done when: open tasks by due date, in days of the user's time zone. */
@Path("/api/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "tasks")
public class TaskViews {
    private static final int MOST_DAYS = 90;
    private static final int USUAL_DAYS = 7;

    private final DueStore tasks;
    private final TaskJson json;
    private final CurrentCaller caller;
    private final Clock clock;

    TaskViews(DueStore tasks, TaskJson json, CurrentCaller caller, Clock clock) {
        this.tasks = tasks;
        this.json = json;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Path("today")
    @Operation(summary = "Open tasks that are due today or overdue, the earliest first")
    public Response today(
            @QueryParam("timeZone") String timeZone,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var zone = zone(timeZone);
        var tomorrow = LocalDate.now(clock.withZone(zone)).plusDays(1);
        return page("today/" + zone, Instant.EPOCH, start(tomorrow, zone), cursor, limit);
    }

    @GET
    @Path("upcoming")
    @Operation(summary = "Open tasks that are due on the days after today, the earliest first")
    public Response upcoming(
            @QueryParam("timeZone") String timeZone,
            @QueryParam("days") String days,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var zone = zone(timeZone);
        var count = days(days);
        var tomorrow = LocalDate.now(clock.withZone(zone)).plusDays(1);
        return page(
                "upcoming/" + zone + "/" + count,
                start(tomorrow, zone),
                start(tomorrow.plusDays(count), zone),
                cursor,
                limit);
    }

    private Response page(String query, Instant from, Instant until, String cursor, String limit) {
        var number = query.hashCode();
        var page = new TaskPage(true, QueryCursor.decode(cursor, number), Page.limit(limit));
        var who = caller.get();
        var rows = tasks.list(who.tenant(), who.user(), from, until, page);
        return TaskAnswers.page(rows, page.limit(), last -> new QueryCursor(number, dueAt(last), last.id()));
    }

    private Instant dueAt(StoredTask task) {
        return json.task(task.document()).dueAt();
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static ZoneId zone(String text) {
        return text == null ? ZoneId.of("UTC") : SeriesDraft.zone("timeZone", text);
    }

    private static int days(String text) {
        try {
            var days = text == null ? USUAL_DAYS : Integer.parseInt(text);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException e) {
            throw invalidDays();
        }
        throw invalidDays();
    }

    private static ProblemException invalidDays() {
        return ProblemException.invalid("days", "must be an integer from 1 to " + MOST_DAYS);
    }
}

package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.history.AsOf;
import io.focusforge.orchestrator.history.Histories;
import io.focusforge.orchestrator.history.TaskTravel;
import io.focusforge.orchestrator.task.QueryCursor;
import io.focusforge.orchestrator.task.StoredTask;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reads of tasks: one round trip to the database, and the stored document as the answer. */
@Path("/api/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "tasks")
public class TaskReads {
    private final TaskStore tasks;
    private final Histories histories;
    private final TaskTravel travel;
    private final AsOf asOf;
    private final TaskJson json;
    private final CurrentCaller caller;

    TaskReads(TaskStore tasks, Histories histories, TaskTravel travel, AsOf asOf, TaskJson json, CurrentCaller caller) {
        this.tasks = tasks;
        this.histories = histories;
        this.travel = travel;
        this.asOf = asOf;
        this.json = json;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "The caller's tasks, newest first")
    public Response list(@BeanParam TaskQuery query) {
        var who = caller.get();
        var filter = query.toFilter();
        var page = query.toPage(filter);
        var rows = tasks.list(who.tenant(), who.user(), filter, page);
        return TaskAnswers.page(rows, page.limit(), last -> new QueryCursor(query.number(filter), null, last.id()));
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One task; the ETag is its version",
            description = "With asOf, an instant, as it was then: what was stored by that time and nothing later.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Task.class)))
    public Response get(String id, @QueryParam("asOf") String at) {
        var time = asOf.parse(at);
        var task = find(id);
        return time.map(then -> travel.at(TaskIds.key(caller.get(), id), then))
                .map(then -> TaskAnswers.task(200, json.write(then), then.version()))
                .orElseGet(() -> TaskAnswers.task(200, task.document(), task.version()));
    }

    @GET
    @Path("{id}/history")
    @Operation(summary = "What happened to a task, in order")
    public Response history(
            String id,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor,
            @QueryParam("asOf") String at) {
        var task = find(id);
        return histories.page(caller.get().tenant(), task.id(), new Histories.Query(limit, cursor, at));
    }

    private StoredTask find(String id) {
        return tasks.find(TaskIds.key(caller.get(), id)).orElseThrow(() -> ProblemException.notFound("task"));
    }
}

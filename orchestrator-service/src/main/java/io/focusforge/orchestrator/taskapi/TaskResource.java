package io.focusforge.orchestrator.taskapi;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.creation.Creation;
import io.focusforge.orchestrator.creation.TaskCreation;
import io.focusforge.orchestrator.creation.Wish;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.Task;
import io.focusforge.orchestrator.task.TaskKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a user does with tasks. Everything is within the caller's tenant and the caller's own; the rest does not exist (404). */
@Path("/api/v1/tasks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "tasks")
public class TaskResource {
    private static final String MERGE_PATCH = "application/merge-patch+json";

    private final TaskCreation creation;
    private final TaskDetails details;
    private final TaskCommands commands;
    private final IdempotentTasks idempotent;
    private final CurrentCaller caller;

    TaskResource(
            TaskCreation creation,
            TaskDetails details,
            TaskCommands commands,
            IdempotentTasks idempotent,
            CurrentCaller caller) {
        this.creation = creation;
        this.details = details;
        this.commands = commands;
        this.idempotent = idempotent;
        this.caller = caller;
    }

    /**
     * Waits a moment for the analysis: it is {@code done} in the answer, or {@code pending} and goes on. Does not wait with
     * {@code Prefer: respond-async} (RFC 7240).
     */
    @POST
    @Operation(summary = "Create a task, and have it analysed and planned")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Task.class)))
    public Response create(
            @Valid @NotNull TaskDraft body,
            @HeaderParam("Prefer") List<String> preferences,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var who = caller.get();
        var key = idempotent.key(idempotencyKey, "POST /api/v1/tasks", body);
        var wish = new Wish(body.toEvent(), details.of(body), key, !isAsync(preferences));
        return switch (creation.create(who, wish)) {
            case Creation.Made(var task) -> idempotent.created(who, key, task);
            case Creation.Replayed(var id, var answer) ->
                idempotent.replay(answer, 201, new TaskKey(who.tenant(), who.user(), id));
        };
    }

    private static boolean isAsync(List<String> preferences) {
        return preferences.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .anyMatch(preference -> preference.strip().equalsIgnoreCase("respond-async"));
    }

    /** Fields that are absent stay, fields that are null are removed (RFC 7396). */
    @PATCH
    @Path("{id}")
    @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
    @Operation(summary = "Edit text, due date, labels, links or reminders")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Task.class)))
    public Response patch(
            String id, @Valid @NotNull TaskPatch body, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        var key = TaskIds.key(caller.get(), id);
        return idempotent.change(
                caller.get(),
                key,
                Optional.empty(),
                first -> commands.patch(key, Precondition.required(ifMatch), body));
    }

    @POST
    @Path("{id}/complete")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Complete an open task that waits for no other; with subtasks=complete, its subtasks too")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Task.class)))
    public Response complete(
            String id,
            @QueryParam("subtasks") String subtasks,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        var withSubtasks = withSubtasks(subtasks);
        return act(
                withSubtasks ? "complete all" : "complete",
                id,
                ifMatch,
                idempotencyKey,
                (key, precondition, first) -> commands.complete(key, precondition, withSubtasks, first));
    }

    @POST
    @Path("{id}/reopen")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Open a completed task again")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Task.class)))
    public Response reopen(
            String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey) {
        return act("reopen", id, ifMatch, idempotencyKey, commands::reopen);
    }

    @DELETE
    @Path("{id}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Delete a task with its subtasks; their history goes with them")
    public Response delete(String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        commands.delete(TaskIds.key(caller.get(), id), Precondition.optional(ifMatch));
        return Response.noContent().build();
    }

    private static boolean withSubtasks(String wish) {
        if (wish != null && !wish.equals("complete")) {
            throw ProblemException.invalid("subtasks", "must be 'complete', or left out");
        }
        return wish != null;
    }

    /** A change that is asked for by its name. */
    private interface Action {
        Task apply(TaskKey key, Precondition precondition, Consumer<Pipeline> first);
    }

    private Response act(String name, String id, String ifMatch, String idempotencyKey, Action action) {
        var who = caller.get();
        var key = TaskIds.key(who, id);
        return idempotent.change(
                who,
                key,
                idempotent.key(idempotencyKey, "POST " + name + " " + key.id(), null),
                first -> action.apply(key, Precondition.optional(ifMatch), first));
    }
}

package io.focusforge.orchestrator.focus;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.orchestrator.task.TaskKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's focus sessions. */
@Path("/api/v1/tasks/focus-sessions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "tasks")
public class FocusResource {
    private static final UUID NONE = new UUID(0, 0);

    private final FocusCommands sessions;
    private final CurrentCaller caller;

    FocusResource(FocusCommands sessions, CurrentCaller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    record Start(@NotNull UUID taskId) {}

    record Interruption(
            @Size(max = 200) @Pattern(regexp = "[^\\x00\\x{D800}-\\x{DFFF}]*+")
            String reason) {}

    @POST
    @Operation(summary = "Start to work on a task; one session runs at a time")
    public Response start(@Valid @NotNull Start body) {
        var session = sessions.start(key(body.taskId()));
        return Response.status(201)
                .header("Location", "/api/v1/tasks/focus-sessions/" + session.id())
                .entity(session)
                .build();
    }

    @GET
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(summary = "The caller's sessions, newest first")
    public Page<FocusSession> list(
            @QueryParam("taskId") String taskId,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var size = Page.limit(limit);
        var after = Cursor.decode(cursor);
        var task = taskId == null ? null : id(taskId, ProblemException.invalid("taskId", "must be the id of a task"));
        var rows = sessions.list(key(NONE), after == null ? null : after.after(), task, size);
        return Page.of(rows, size, last -> new Cursor(last.id()));
    }

    @GET
    @Path("current")
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(summary = "The session that is not stopped")
    public FocusSession current() {
        return sessions.running(key(NONE));
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(summary = "One session")
    public FocusSession get(String id) {
        return sessions.get(key(id));
    }

    @POST
    @Path("{id}/interrupt")
    @Operation(summary = "Interrupt a running session")
    public FocusSession interrupt(String id, @Valid Interruption body) {
        return sessions.interrupt(key(id), body == null ? null : body.reason());
    }

    @POST
    @Path("{id}/resume")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Go on after an interruption")
    public FocusSession resume(String id) {
        return sessions.resume(key(id));
    }

    @POST
    @Path("{id}/stop")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Stop a session")
    public FocusSession stop(String id) {
        return sessions.stop(key(id));
    }

    private TaskKey key(String id) {
        return key(id(id, ProblemException.notFound("focus session")));
    }

    private TaskKey key(UUID id) {
        var who = caller.get();
        return new TaskKey(who.tenant(), who.user(), id);
    }

    private static UUID id(String text, ProblemException otherwise) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw otherwise;
        }
    }
}

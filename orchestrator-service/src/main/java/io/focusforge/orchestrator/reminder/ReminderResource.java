package io.focusforge.orchestrator.reminder;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.task.TaskKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** For the worker's job {@code task.remind}, which comes in the name of the task's owner. Asking again changes nothing. */
@Path("/internal/tasks/{id}/reminders")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class ReminderResource {
    private final Reminders reminders;
    private final CurrentCaller caller;

    ReminderResource(Reminders reminders, CurrentCaller caller) {
        this.reminders = reminders;
        this.caller = caller;
    }

    record Time(@NotNull Instant at) {}

    @POST
    @Operation(hidden = true)
    public Map<String, Boolean> fire(UUID id, @Valid @NotNull Time body) {
        var who = caller.get();
        return Map.of("fired", reminders.fire(new TaskKey(who.tenant(), who.user(), id), body.at()));
    }
}

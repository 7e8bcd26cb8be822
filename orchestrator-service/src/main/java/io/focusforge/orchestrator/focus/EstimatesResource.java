package io.focusforge.orchestrator.focus;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.task.TaskKey;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the caller's sessions have taught. */
@Path("/api/v1/tasks/estimates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "tasks")
public class EstimatesResource {
    private final Estimates estimates;
    private final CurrentCaller caller;

    EstimatesResource(Estimates estimates, CurrentCaller caller) {
        this.estimates = estimates;
        this.caller = caller;
    }

    @RegisterForReflection(targets = Learned.class)
    record Answer(List<Learned> items) {}

    @GET
    @Operation(summary = "By how much the caller's estimates are corrected, by category, and why")
    public Answer list() {
        var who = caller.get();
        return new Answer(estimates.learned(new TaskKey(who.tenant(), who.user(), who.user())));
    }
}

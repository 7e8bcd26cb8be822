package io.focusforge.orchestrator.flagrollout;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The rollout of a chain: one at a time. */
@Path("/api/v1/chains/{name: [a-z][a-z0-9_]*}/rollout")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.CHAINS_ADMIN)
@RunOnVirtualThread
@Tag(name = "chains")
public class RolloutResource {
    private final Rollouts rollouts;
    private final CurrentCaller caller;

    RolloutResource(Rollouts rollouts, CurrentCaller caller) {
        this.rollouts = rollouts;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "The rollout of a chain, and how the runs of both versions have ended")
    public RolloutView get(String name) {
        return rollouts.find(caller.get().tenant(), name).map(RolloutView::of).orElseThrow(RolloutResource::unknown);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Give a version to a part of the users, or change how large the part is",
            description = "It is rolled back by itself when it fails clearly more often than the active version.")
    public RolloutView put(String name, @Valid @NotNull RolloutRequest wanted) {
        return RolloutView.of(rollouts.put(caller.get().tenant(), name, wanted.version(), wanted.percentage()));
    }

    @DELETE
    @Operation(summary = "End a rollout: all users get the active version")
    public void end(String name) {
        if (!rollouts.end(caller.get().tenant(), name)) {
            throw unknown();
        }
    }

    private static ProblemException unknown() {
        return ProblemException.notFound("rollout");
    }
}

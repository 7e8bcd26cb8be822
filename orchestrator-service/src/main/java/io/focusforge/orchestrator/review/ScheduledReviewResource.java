package io.focusforge.orchestrator.review;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.runapi.Launch;
import io.focusforge.orchestrator.runapi.RunLauncher;
import io.focusforge.orchestrator.runapi.RunMode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The review that a job {@code review.weekly} asks for in the name of its owner: one for each job, however often it asks. */
@Path("/internal/reviews/{job}")
@RolesAllowed(Scopes.INTERNAL)
@RunOnVirtualThread
public class ScheduledReviewResource {
    private static final ReviewRequest LAST_WEEK = new ReviewRequest(null, null);

    private final Reviews reviews;
    private final RunLauncher launcher;
    private final CurrentCaller caller;

    ScheduledReviewResource(Reviews reviews, RunLauncher launcher, CurrentCaller caller) {
        this.reviews = reviews;
        this.launcher = launcher;
        this.caller = caller;
    }

    @POST
    @Operation(hidden = true)
    public Response review(UUID job, @Context HttpServerResponse response) {
        var asked = caller.get();
        var owner = new Caller(
                asked.tenant(),
                asked.user(),
                Set.of(Scopes.TASKS_READ, Scopes.MODELS_READ, Scopes.MODELS_WRITE),
                asked.plan());
        var key = IdempotencyKey.of(job.toString(), "POST /internal/reviews", new byte[0]);
        return launcher.launch(reviews.run(owner, LAST_WEEK), new Launch(RunMode.ASYNC, null, key), response);
    }
}

package io.focusforge.orchestrator.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.runapi.Launch;
import io.focusforge.orchestrator.runapi.RunLauncher;
import io.focusforge.orchestrator.runapi.RunMode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reviews of the caller's own tasks. Earlier ones are among the caller's runs, as those of the chain {@code weekly_review}. */
@Path("/api/v1/reviews")
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Scopes.TASKS_WRITE)
@RunOnVirtualThread
@Tag(name = "reviews")
public class ReviewResource {
    private final Reviews reviews;
    private final RunLauncher launcher;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    ReviewResource(Reviews reviews, RunLauncher launcher, CurrentCaller caller, ObjectMapper json) {
        this.reviews = reviews;
        this.launcher = launcher;
        this.caller = caller;
        this.json = json;
    }

    @POST
    @Operation(summary = "Review a week: answered with the run when it has ended, or 202 when it takes longer")
    public Response review(
            @Valid @NotNull ReviewRequest request,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Context HttpServerResponse response) {
        var run = reviews.run(caller.get(), request);
        return launcher.launch(run, new Launch(RunMode.SYNC, null, key(idempotencyKey, request)), response);
    }

    private Optional<IdempotencyKey> key(String header, ReviewRequest request) {
        try {
            return IdempotencyKey.of(header, "POST /api/v1/reviews", json.writeValueAsBytes(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

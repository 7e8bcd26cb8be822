package io.focusforge.orchestrator.runapi;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.SseEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The events of a run, as they happen. */
@Path("/api/v1/runs/{id}/events")
@Tag(name = "runs")
@RunOnVirtualThread
public class RunWatchResource {
    private final CurrentCaller caller;
    private final OwnRuns runs;
    private final RunWatches watches;

    RunWatchResource(CurrentCaller caller, OwnRuns runs, RunWatches watches) {
        this.caller = caller;
        this.runs = runs;
        this.watches = watches;
    }

    /** No content tells a browser's EventSource that it need not come back. */
    @GET
    @RolesAllowed(Scopes.TASKS_READ)
    @Operation(
            summary = "Follow a run and its steps, until it has ended",
            description = "Goes on behind Last-Event-ID, at any replica; without it, from the run's beginning.")
    @APIResponse(responseCode = "200", description = "Events", content = @Content(mediaType = SseEvent.MEDIA_TYPE))
    @APIResponse(responseCode = "204", description = "The run has ended, and all of it was seen")
    public Response follow(String id, @HeaderParam("Last-Event-ID") String last, @Context RoutingContext http) {
        var run = runs.find(caller.get(), id);
        var seen = position(last);
        if (run.state().hasEnded() && seen >= run.seq()) {
            return Response.noContent().build();
        }
        return watches.follow(run.key(), seen, http.response());
    }

    private static long position(String last) {
        try {
            return last == null || last.isEmpty() ? 0 : Long.parseLong(last);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Send the id of the last event as it is in Last-Event-ID, or leave the header out.");
        }
    }
}

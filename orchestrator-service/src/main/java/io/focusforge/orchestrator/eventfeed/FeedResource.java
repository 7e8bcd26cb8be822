package io.focusforge.orchestrator.eventfeed;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.sse.SseEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens to what is the caller's. */
@Path("/api/v1/events")
@RolesAllowed(Scopes.TASKS_READ)
@RunOnVirtualThread
@Tag(name = "events")
public class FeedResource {
    private final CurrentCaller caller;
    private final FeedStart start;
    private final FeedWatches watches;

    FeedResource(CurrentCaller caller, FeedStart start, FeedWatches watches) {
        this.caller = caller;
        this.start = start;
        this.watches = watches;
    }

    @GET
    @Operation(
            summary = "Follow what happens to the caller's tasks, series and focus sessions",
            description = "From now on; behind Last-Event-ID, at any replica; or from an instant on.")
    @APIResponse(responseCode = "200", description = "Events", content = @Content(mediaType = SseEvent.MEDIA_TYPE))
    @APIResponse(responseCode = "410", description = "What is asked for is past the retention")
    public Response follow(@BeanParam FeedQuery query, @Context RoutingContext http) {
        var filter = query.toFilter(caller.get());
        return watches.follow(filter, start.of(query, filter), http.response());
    }
}

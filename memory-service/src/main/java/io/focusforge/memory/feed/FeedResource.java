package io.focusforge.memory.feed;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.SseEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happens to the caller's memories and documents. */
@Path("/api/v1/memories/events")
@RolesAllowed(Scopes.MEMORIES_READ)
@RunOnVirtualThread
@Tag(name = "memories")
public class FeedResource {
    private final CurrentCaller caller;
    private final FeedStore store;
    private final FeedWatches watches;
    private final FeedConfig config;
    private final Clock clock;

    FeedResource(CurrentCaller caller, FeedStore store, FeedWatches watches, FeedConfig config, Clock clock) {
        this.caller = caller;
        this.store = store;
        this.watches = watches;
        this.config = config;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "Follow changes of the caller's memories and documents",
            description =
                    "From now on, or behind Last-Event-ID, at any replica. Those of documents take documents:read as well.")
    @APIResponse(responseCode = "200", description = "Events", content = @Content(mediaType = SseEvent.MEDIA_TYPE))
    @APIResponse(responseCode = "410", description = "What is asked for is past the retention")
    public Response follow(@BeanParam FeedQuery query, @Context RoutingContext http) {
        var filter = query.toFilter(caller.get());
        var position = query.position();
        var after = position == null ? store.end(filter.tenant()) : behind(position, filter);
        return watches.follow(filter, after, http.response());
    }

    /** All that comes behind it is still there, which is as true now as it was then. */
    private FeedPosition behind(String text, FeedFilter filter) {
        var position = FeedCursor.decode(text, filter.number());
        var now = clock.instant();
        if (position.at().isBefore(now.minus(config.retention()))) {
            throw new ProblemException(
                    ErrorCode.EVENTS_EXPIRED,
                    "What came behind this id may be removed: changes are kept for %d hours. Read what there is now, and begin anew."
                            .formatted(config.retention().toHours()));
        }
        return new FeedPosition(position.turn(), position.place(), now);
    }
}

package io.focusforge.memory.documents;

import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.HttpOutlet;
import io.focusforge.common.sse.SseEvent;
import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Written;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How far a document has come, as it happens. */
@Path(DocumentResource.PATH + "/{id}/events")
@Tag(name = "documents")
@RunOnVirtualThread
public class FollowResource {
    private static final Pattern STEP = Pattern.compile("\\d{1,18}");

    private final CurrentCaller caller;
    private final Documents documents;
    private final DocumentWatches watches;
    private final Clock clock;

    FollowResource(CurrentCaller caller, Documents documents, DocumentWatches watches, Clock clock) {
        this.caller = caller;
        this.documents = documents;
        this.watches = watches;
        this.clock = clock;
    }

    /** No content tells a browser's EventSource that it need not come back. */
    @GET
    @RolesAllowed(Scopes.DOCUMENTS_READ)
    @Operation(
            summary = "Follow a document: its states and percents, until it is ready, has failed or was cancelled",
            description = "Goes on behind Last-Event-ID, at any replica; without it, from the beginning.")
    @APIResponse(responseCode = "200", description = "Events", content = @Content(mediaType = SseEvent.MEDIA_TYPE))
    @APIResponse(responseCode = "204", description = "It is over, and all of it was seen")
    public Response follow(
            @PathParam("id") String id, @HeaderParam("Last-Event-ID") String last, @Context RoutingContext http) {
        var document = documents.get(caller.get(), DocumentId.parse(id));
        var seen = step(last);
        var ingestion = document.ingestion();
        if (ingestion.state().isOver() && seen >= ingestion.step()) {
            return Response.noContent().build();
        }
        var outlet = new HttpOutlet(http.response());
        watches.add(new Watch<>(document.key(), document.key().tenant(), seen, outlet, clock.instant()));
        outlet.write(SseEvent.KEEP_ALIVE);
        return Response.ok(Written.ALREADY).build();
    }

    private static long step(String last) {
        if (last == null || last.isEmpty()) {
            return 0;
        }
        if (!STEP.matcher(last).matches()) {
            throw new ProblemException(
                    ErrorCode.INVALID_CURSOR,
                    "Send the id of the last event as it is in Last-Event-ID, or leave the header out.");
        }
        return Long.parseLong(last);
    }
}

package io.focusforge.worker.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of dead letters: looking at them, correcting and discarding one. The queue {@code -} stands for all. */
@Path(DeadLetterResource.PATH)
@Tag(name = "dead letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLetterResource {
    static final String PATH = "/api/v1/queues/{queue}/dead-letters";

    private final CurrentCaller caller;
    private final QueueSegment queues;
    private final DeadLetters letters;
    private final DeadLetterViews views;

    DeadLetterResource(CurrentCaller caller, QueueSegment queues, DeadLetters letters, DeadLetterViews views) {
        this.caller = caller;
        this.queues = queues;
        this.letters = letters;
        this.views = views;
    }

    @GET
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "List dead letters, the newest death first, without payloads")
    public Page<DeadLetterView> list(
            @PathParam("queue") String queue,
            @QueryParam("type") String type,
            @QueryParam("errorCode") String errorCode,
            @QueryParam("diedAfter") String diedAfter,
            @QueryParam("diedBefore") String diedBefore,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        var filter = new DeadLetterFilter(
                queues.parse(queue),
                type,
                errorCode,
                DeadLetterFilter.instant("diedAfter", diedAfter),
                DeadLetterFilter.instant("diedBefore", diedBefore));
        var query = new DeadLetterQuery(filter, Page.limit(limit), DeadLetterCursor.decode(cursor));
        return letters.list(caller.get(), query).map(views::summary);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.JOBS_READ)
    @Operation(summary = "Look at a dead letter", description = "With its payload and the errors of all its attempts.")
    public Response get(@PathParam("queue") String queue, @PathParam("id") String id) {
        return response(letters.get(spot(queue, id)));
    }

    @PATCH
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Correct the payload of a dead letter",
            description =
                    "It is checked as when a job is created. A secret that is sent as it is shown stays what it was.")
    public Response edit(
            @PathParam("queue") String queue,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @Valid @NotNull EditDeadLetter body)
            throws JsonProcessingException {
        return response(letters.edit(spot(queue, id), Precondition.of(ifMatch), body.payload()));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Discard a dead letter", description = "The job is removed for good.")
    public void discard(
            @PathParam("queue") String queue,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
        letters.discard(spot(queue, id), Precondition.of(ifMatch));
    }

    private Response response(DeadLetter letter) {
        return Response.ok(views.whole(letter))
                .header(HttpHeaders.ETAG, Precondition.etag(letter))
                .build();
    }

    private Spot spot(String queue, String id) {
        return new Spot(caller.get(), queues.parse(queue), parse(id));
    }

    static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw DeadLetters.unknown();
        }
    }
}

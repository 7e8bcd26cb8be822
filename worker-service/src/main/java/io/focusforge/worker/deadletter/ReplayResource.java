package io.focusforge.worker.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The public API of dead letters: what is done at most once under an {@code Idempotency-Key}. */
@Path(DeadLetterResource.PATH)
@Tag(name = "dead letters")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReplayResource {
    private final CurrentCaller caller;
    private final QueueSegment queues;
    private final Replays replays;
    private final Discards discards;
    private final ObjectMapper json;

    ReplayResource(CurrentCaller caller, QueueSegment queues, Replays replays, Discards discards, ObjectMapper json) {
        this.caller = caller;
        this.queues = queues;
        this.replays = replays;
        this.discards = discards;
        this.json = json;
    }

    @POST
    @Path("{id}/replay")
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(summary = "Replay a dead letter", description = "The job keeps its id and gets all its attempts anew.")
    public Response replay(
            @PathParam("queue") String queue,
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey)
            throws JsonProcessingException {
        var spot = new Spot(caller.get(), queues.parse(queue), DeadLetterResource.parse(id));
        var key = key(idempotencyKey, queue, spot.id() + "/replay", "");
        return replays.one(spot, Precondition.of(ifMatch), key).response();
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Replay dead letters by filter, the oldest death first",
            description = "At most 10,000 at once. More than 1,000 need \"confirm\": true.")
    public Response replay(
            @PathParam("queue") String queue,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull ReplayMany body)
            throws JsonProcessingException {
        var key = key(idempotencyKey, queue, "replay", body);
        return replays.many(caller.get(), body.of(queues.parse(queue)), body.rate(), key)
                .response();
    }

    @POST
    @Path("discard")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.JOBS_WRITE)
    @Operation(
            summary = "Discard dead letters by filter, the oldest death first",
            description = "At most 10,000 at once. More than 1,000 need \"confirm\": true.")
    public Response discard(
            @PathParam("queue") String queue,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull DiscardMany body)
            throws JsonProcessingException {
        var key = key(idempotencyKey, queue, "discard", body);
        return discards.many(caller.get(), body.of(queues.parse(queue)), key).response();
    }

    private Optional<IdempotencyKey> key(String header, String queue, String action, Object body)
            throws JsonProcessingException {
        var operation = "POST " + DeadLetterResource.PATH.replace("{queue}", queue) + "/" + action;
        return IdempotencyKey.of(header, operation, json.writeValueAsBytes(body));
    }
}

package io.focusforge.orchestrator.conversation;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.page.Page;
import io.focusforge.common.sse.SseEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers in a conversation of the caller. */
@Path("/api/v1/conversations/{conversation}/answers")
@Tag(name = "conversations")
@Produces({MediaType.APPLICATION_JSON, SseEvent.MEDIA_TYPE})
@RunOnVirtualThread
public class AnswerResource {
    private final Asking asking;
    private final Answers answers;
    private final Telling telling;
    private final CurrentCaller caller;

    AnswerResource(Asking asking, Answers answers, Telling telling, CurrentCaller caller) {
        this.asking = asking;
        this.answers = answers;
        this.telling = telling;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(
            summary = "Say something, and have it answered over memories and documents, with citations",
            description = "In one piece, or with 'stream' (or Accept: text/event-stream) as events.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Answer.class)))
    public Response ask(
            @PathParam("conversation") String conversation,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull Ask body,
            @Context RoutingContext http) {
        var request = new Asking.Request(caller.get(), AnswerKey.conversation(conversation), idempotencyKey, http);
        return asking.ask(request, body.checked(), null);
    }

    @POST
    @Path("{id}/regenerate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(
            summary = "Have the same question answered once more; the answer before it stays, on a branch of its own")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Answer.class)))
    public Response again(
            @PathParam("conversation") String conversation,
            @PathParam("id") String id,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Valid @NotNull Again body,
            @Context RoutingContext http) {
        var key = key(conversation, id);
        var question = answers.question(caller.get(), key);
        var request = new Asking.Request(caller.get(), key.conversation(), idempotencyKey, http);
        return asking.ask(request, body.of(question.content()), question.id());
    }

    @GET
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "List the answers of a conversation, the newest first, without their text")
    public Page<Answer> list(
            @PathParam("conversation") String conversation,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return answers.list(caller.get(), AnswerKey.conversation(conversation), limit, cursor);
    }

    @GET
    @Path("{id}")
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(summary = "Read an answer, with its citations")
    public Answer get(@PathParam("conversation") String conversation, @PathParam("id") String id) {
        return answers.get(key(conversation, id));
    }

    @GET
    @Path("{id}/events")
    @RolesAllowed(Scopes.MEMORIES_READ)
    @Operation(
            summary = "Follow an answer while it is made",
            description = "Goes on behind Last-Event-ID, at any replica; without it, from the beginning.")
    @APIResponse(responseCode = "200", description = "Events", content = @Content(mediaType = SseEvent.MEDIA_TYPE))
    @APIResponse(responseCode = "204", description = "It is over, and all of it was seen")
    public Response follow(
            @PathParam("conversation") String conversation,
            @PathParam("id") String id,
            @HeaderParam("Last-Event-ID") String last,
            @Context RoutingContext http) {
        var seen = Position.of(last);
        return telling.follow(answers.row(key(conversation, id)), seen, http);
    }

    @POST
    @Path("{id}/stop")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Stop an answer; what has been said of it by then is its message")
    public Response stop(@PathParam("conversation") String conversation, @PathParam("id") String id) {
        return Response.accepted(answers.stop(key(conversation, id))).build();
    }

    @PUT
    @Path("{id}/feedback")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Scopes.MEMORIES_WRITE)
    @Operation(summary = "Say what you think of an answer; GET /api/v1/answers?rating=down lists what was said")
    public Answer rate(
            @PathParam("conversation") String conversation, @PathParam("id") String id, @Valid @NotNull Feedback body) {
        return answers.rate(key(conversation, id), body);
    }

    private AnswerKey key(String conversation, String id) {
        return AnswerKey.of(caller.get(), AnswerKey.conversation(conversation), id);
    }
}

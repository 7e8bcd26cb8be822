package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.CurrentCaller;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;

/** Chat completions, as OpenAI defines them. */
@Path("/v1/chat/completions")
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {
    private final ChatModels models;
    private final IdempotentAnswers answers;
    private final CurrentCaller caller;

    ChatResource(ChatModels models, IdempotentAnswers answers, CurrentCaller caller) {
        this.models = models;
        this.answers = answers;
        this.caller = caller;
    }

    /**
     * Answers in one piece, or with {@code "stream": true} as an event stream that ends with {@code [DONE]}. Fields that are not
     * known here reach the provider as they are. {@code Idempotency-Key} is for answers in one piece.
     */
    @POST
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    public Response complete(
            byte[] body,
            @HeaderParam(CallerBound.HEADER) String bound,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @Context RoutingContext http)
            throws JsonProcessingException {
        if (body == null || body.length == 0) {
            throw new ProblemException(ErrorCode.INVALID_JSON, "The body must be one JSON object in UTF-8.");
        }
        var request = ChatRequestParser.parse(body);
        var model = models.get(request.model());
        var call = new ChatCall(caller.get(), request, CallerBound.parse(bound), gone(http));
        if (request.isStream()) {
            model.stream(call, new EventStream(http.response()));
            return Response.ok(EventStream.Written.ALREADY).build();
        }
        var key = IdempotencyKey.of(idempotencyKey, "POST /v1/chat/completions", body);
        var answer = key.isPresent()
                ? answers.once(call.caller(), key.get(), () -> model.complete(call))
                : new IdempotentAnswers.Answer(model.complete(call), false);
        return respond(answer);
    }

    private static Response respond(IdempotentAnswers.Answer answer) {
        var response = Response.ok(answer.body(), MediaType.APPLICATION_JSON_TYPE);
        if (answer.replayed()) {
            response.header(IdempotencyKey.REPLAYED_HEADER, true);
        }
        return response.build();
    }

    private static CompletableFuture<Void> gone(RoutingContext http) {
        var gone = new CompletableFuture<Void>();
        http.addEndHandler(end -> {
            if (end.failed()) {
                gone.completeExceptionally(new UpstreamFailure(Kind.CLIENT_GONE, "the connection was closed"));
            }
        });
        return gone;
    }
}

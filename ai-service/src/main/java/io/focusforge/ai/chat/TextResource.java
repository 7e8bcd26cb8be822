package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.step.Waiting;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Scopes;
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

/** Text completions, as OpenAI defines them. */
@Path("/v1/completions")
@Consumes(MediaType.APPLICATION_JSON)
public class TextResource {
    private final ChatCalls calls;
    private final CompletionAnswers answers;

    TextResource(ChatCalls calls, CompletionAnswers answers) {
        this.calls = calls;
        this.answers = answers;
    }

    /**
     * Lets a model go on with a text, in one piece or as a stream. It is asked of the provider as a text completion, so whether a model
     * knows these is for the provider to say. {@code Idempotency-Key} is for answers in one piece.
     */
    @POST
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    public Response complete(
            byte[] body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Context RoutingContext http)
            throws JsonProcessingException {
        var call = calls.open(ChatRequest.parseText(body), http);
        var key = IdempotencyKey.of(idempotencyKey, "POST /v1/completions", body);
        return Waiting.forAll(() -> answers.answer(call, key, http));
    }
}

package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.step.Waiting;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.overload.Priority;
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
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Chat completions, as OpenAI defines them. */
@Path("/v1/chat/completions")
@Consumes(MediaType.APPLICATION_JSON)
public class ChatResource {
    private final ChatCalls calls;
    private final CompletionAnswers answers;

    ChatResource(ChatCalls calls, CompletionAnswers answers) {
        this.calls = calls;
        this.answers = answers;
    }

    /**
     * Answers in one piece, or with {@code "stream": true} as an event stream that ends with {@code [DONE]}. Fields that are not
     * known here reach the provider as they are. {@code Idempotency-Key} is for answers in one piece.
     */
    @POST
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    @Parameter(
            name = CallerBound.HEADER,
            in = ParameterIn.HEADER,
            description = "How many milliseconds the caller waits.")
    @Parameter(
            name = ChatCalls.CONVERSATION,
            in = ParameterIn.HEADER,
            description = "Calls with the same value go to the same of several equal targets.")
    @Parameter(
            name = Priority.HEADER,
            in = ParameterIn.HEADER,
            description = "high, normal (default) or low: who is served first when there is too much to do.")
    @Parameter(
            name = OnStreamFailure.HEADER,
            in = ParameterIn.HEADER,
            description = "error (default) or restart: what is to happen when a stream that has begun breaks off.")
    public Response complete(
            byte[] body, @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey, @Context RoutingContext http)
            throws JsonProcessingException {
        ShortWay.rethrow(http);
        var call = calls.open(ChatRequest.parse(body), http);
        var key = IdempotencyKey.of(idempotencyKey, "POST /v1/chat/completions", body);
        return Waiting.forAll(() -> answers.answer(call, key, http));
    }
}

package io.focusforge.ai.responses;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.focusforge.ai.chat.ChatCall;
import io.focusforge.ai.chat.ChatCalls;
import io.focusforge.ai.chat.ChatPipeline;
import io.focusforge.ai.chat.ChatRequest;
import io.focusforge.ai.chat.CompletionAnswers;
import io.focusforge.ai.chat.EventStream;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.ai.step.Waiting;
import io.focusforge.common.id.Ids;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.common.sse.Written;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;

/** Responses, as OpenAI defines them, without state. */
@Path("/v1/responses")
@Consumes(MediaType.APPLICATION_JSON)
public class ResponsesResource {
    private static final String ON_STREAM_FAILURE = "x-focusforge-on-stream-failure";

    private final ChatCalls calls;
    private final ChatPipeline pipeline;
    private final CompletionAnswers answers;
    private final Clock clock;

    ResponsesResource(ChatCalls calls, ChatPipeline pipeline, CompletionAnswers answers, Clock clock) {
        this.calls = calls;
        this.pipeline = pipeline;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * Answers in one piece, or with {@code "stream": true} by the events of OpenAI's streams of responses. Any chat model can be asked.
     * Nothing is stored: what needs a stored response is refused. {@code Idempotency-Key} is for answers in one piece.
     */
    @POST
    @RolesAllowed(Scopes.MODELS_WRITE)
    @RunOnVirtualThread
    public Response create(
            byte[] body,
            @HeaderParam(IdempotencyKey.HEADER) String idempotencyKey,
            @HeaderParam(ON_STREAM_FAILURE) String onStreamFailure,
            @Context RoutingContext http)
            throws JsonProcessingException {
        if ("restart".equals(onStreamFailure)) {
            throw ProblemException.invalid(ON_STREAM_FAILURE, "must be error: a response cannot begin again");
        }
        var asked = RequestJson.object(body);
        var call = calls.open(ChatRequest.parse(RequestJson.write(ChatRequestWriter.write(asked))), http);
        var template =
                new ResponseTemplate(asked, "resp_" + newId(), clock.instant().getEpochSecond());
        var writer = new ResponseWriter(template, ResponsesResource::newId);
        var key = IdempotencyKey.of(idempotencyKey, "POST /v1/responses", body);
        return Waiting.forAll(() -> call.request().isStream()
                ? stream(call, writer, http)
                : answers.whole(call, key, answer -> whole(answer, writer)));
    }

    private Future<Response> stream(ChatCall call, ResponseWriter writer, RoutingContext http) {
        return new ResponseEvents(writer, new EventStream(http.response()))
                .of(call, pipeline)
                .map(ended -> Response.ok(Written.ALREADY).build());
    }

    private static Buffer whole(Buffer answer, ResponseWriter writer) {
        writer.take(ResponseEvents.json(answer.getBytes()));
        return Buffer.buffer(RequestJson.write(writer.response()));
    }

    private static String newId() {
        return Ids.next().toString().replace("-", "");
    }
}

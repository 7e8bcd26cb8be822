package io.focusforge.ai.chat;

import io.focusforge.ai.step.Step;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.sse.Written;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives the answer to a completion over HTTP, as a stream or in one piece; the latter once under one {@code Idempotency-Key}. */
@Singleton
public class CompletionAnswers {
    private final ChatPipeline pipeline;
    private final IdempotentAnswers answers;

    CompletionAnswers(ChatPipeline pipeline, IdempotentAnswers answers) {
        this.pipeline = pipeline;
        this.answers = answers;
    }

    Future<Response> answer(ChatCall call, Optional<IdempotencyKey> key, RoutingContext http) {
        return call.request().isStream()
                ? pipeline.stream(call, new EventStream(http.response()))
                        .map(written -> Response.ok(Written.ALREADY).build())
                : whole(call, key, UnaryOperator.identity());
    }

    /** @param translation of the body into another protocol */
    public Future<Response> whole(ChatCall call, Optional<IdempotencyKey> key, UnaryOperator<Buffer> translation) {
        return key.isEmpty()
                ? translated(call, translation).map(body -> json(body).build())
                : answers.once(call.caller(), key.get(), () -> translated(call, translation)
                                .map(Buffer::toString))
                        .map(CompletionAnswers::response);
    }

    /** The body of an answer in one piece. */
    public Future<Buffer> body(ChatCall call, Optional<IdempotencyKey> key) {
        return key.isEmpty()
                ? ask(call)
                : answers.once(call.caller(), key.get(), () -> ask(call).map(Buffer::toString))
                        .map(answer -> Buffer.buffer(answer.body()));
    }

    private Future<Buffer> translated(ChatCall call, UnaryOperator<Buffer> translation) {
        return ask(call).compose(body -> Step.over(body.length(), () -> translation.apply(body)));
    }

    private Future<Buffer> ask(ChatCall call) {
        var client = new WholeBody();
        return pipeline.answer(call, client).map(answered -> client.body());
    }

    private static Response response(IdempotentAnswers.Answer answer) {
        var response = json(answer.body());
        if (answer.replayed()) {
            response.header(IdempotencyKey.REPLAYED_HEADER, true);
        }
        return response.build();
    }

    private static Response.ResponseBuilder json(Object body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE);
    }
}

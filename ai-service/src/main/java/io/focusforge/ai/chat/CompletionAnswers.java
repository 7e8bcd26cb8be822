package io.focusforge.ai.chat;

import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.sse.Written;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Gives the answer to a completion over HTTP, as a stream or in one piece; the latter once under one {@code Idempotency-Key}. */
@ApplicationScoped
public class CompletionAnswers {
    private final ChatPipeline pipeline;
    private final IdempotentAnswers answers;

    CompletionAnswers(ChatPipeline pipeline, IdempotentAnswers answers) {
        this.pipeline = pipeline;
        this.answers = answers;
    }

    Response answer(ChatCall call, Optional<IdempotencyKey> key, RoutingContext http) {
        if (call.request().isStream()) {
            pipeline.stream(call, new EventStream(http.response()));
            return Response.ok(Written.ALREADY).build();
        }
        return whole(call, key, UnaryOperator.identity());
    }

    /** @param translation of the body into another protocol */
    public Response whole(ChatCall call, Optional<IdempotencyKey> key, UnaryOperator<Buffer> translation) {
        if (key.isEmpty()) {
            return json(translation.apply(ask(call))).build();
        }
        var answer = answers.once(
                call.caller(), key.get(), () -> translation.apply(ask(call)).toString());
        var response = json(answer.body());
        if (answer.replayed()) {
            response.header(IdempotencyKey.REPLAYED_HEADER, true);
        }
        return response.build();
    }

    /** The body of an answer in one piece. */
    public Buffer body(ChatCall call, Optional<IdempotencyKey> key) {
        return key.map(it -> Buffer.buffer(
                        answers.once(call.caller(), it, () -> ask(call).toString())
                                .body()))
                .orElseGet(() -> ask(call));
    }

    private Buffer ask(ChatCall call) {
        var client = new WholeBody();
        pipeline.answer(call, client);
        return client.body();
    }

    private static Response.ResponseBuilder json(Object body) {
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE);
    }
}

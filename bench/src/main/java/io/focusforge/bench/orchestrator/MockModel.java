package io.focusforge.bench.orchestrator;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A provider that answers at once, or, as the model {@link #SLOW}, after a fifth of a second; always the same. Prints its port. */
public final class MockModel {
    static final String QUICK = "quick";
    static final String SLOW = "slow";
    static final long SLOW_MILLIS = 200;

    private static final Buffer ANSWER = Buffer.buffer("""
            {"id":"chatcmpl-bench","object":"chat.completion","created":1760000000,"model":"mock","choices":[{"index":0,"message":\
            {"role":"assistant","content":"{\\"text\\": \\"Closed on Mondays\\", \\"title\\": \\"Hours\\"}"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":48,"completion_tokens":12,"total_tokens":60}}""");
    private static final Buffer STREAM = Buffer.buffer("""
            data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"mock","choices":[{"index":0,\
            "delta":{"content":"The office is closed on Mondays. "},"finish_reason":null}]}

            data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"mock","choices":[{"index":0,\
            "delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":48,"completion_tokens":8,"total_tokens":56}}

            data: [DONE]

            """);

    private final Vertx vertx;

    private MockModel(Vertx vertx) {
        this.vertx = vertx;
    }

    public static void main(String[] args) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var mock = new MockModel(vertx);
        var server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(mock::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println(server.actualPort());
    }

    private void handle(HttpServerRequest request) {
        request.body()
                .onSuccess(
                        body -> answer(request.response(), body.toJsonObject().getString("model"), body));
    }

    private void answer(HttpServerResponse response, String model, Buffer body) {
        if (body.toJsonObject().getBoolean("stream", false)) {
            response.putHeader("content-type", "text/event-stream").end(STREAM);
        } else if (model.equals(SLOW)) {
            vertx.setTimer(SLOW_MILLIS, late -> json(response));
        } else {
            json(response);
        }
    }

    private static void json(HttpServerResponse response) {
        response.putHeader("content-type", "application/json").end(ANSWER);
    }
}

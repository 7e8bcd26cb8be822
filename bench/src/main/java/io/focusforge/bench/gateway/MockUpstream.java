package io.focusforge.bench.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A provider that knows its answers beforehand and does nothing else. Prints its port. */
public final class MockUpstream {
    static final int FRAMES = 64;
    private static final long FRAME_MILLIS = 20;
    private static final long SLOW_FRAME_MILLIS = 1000;

    private static final Buffer ANSWER = Buffer.buffer("""
            {"id":"chatcmpl-bench","object":"chat.completion","created":1760000000,"model":"mock","choices":[{"index":0,"message":\
            {"role":"assistant","content":"The board meets on 12 November, in Lisbon."},"logprobs":null,"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":48,"completion_tokens":12,"total_tokens":60},"system_fingerprint":"fp_bench"}""");
    private static final String FRAME = """
            data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"mock","choices":[{"index":0,\
            "delta":{"content":"%d "},"logprobs":null,"finish_reason":null}]}

            """;
    private static final Buffer END = Buffer.buffer("""
            data: {"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"mock","choices":[{"index":0,\
            "delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":48,"completion_tokens":64,"total_tokens":112}}

            data: [DONE]

            """);

    private final Vertx vertx;

    private MockUpstream(Vertx vertx) {
        this.vertx = vertx;
    }

    public static void main(String[] args) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        var mock = new MockUpstream(vertx);
        var options = new HttpServerOptions().setHost("127.0.0.1").setPort(0).setAcceptBacklog(4096);
        var server = vertx.createHttpServer(options)
                .requestHandler(mock::handle)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println(server.actualPort());
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> answer(request.response(), body.toString()));
    }

    private void answer(HttpServerResponse response, String question) {
        if (question.contains('"' + Question.SLOW_STREAM + '"')) {
            stream(response, SLOW_FRAME_MILLIS, Integer.MAX_VALUE);
        } else if (question.contains('"' + Question.STREAM + '"')) {
            stream(response, FRAME_MILLIS, FRAMES);
        } else {
            response.putHeader("content-type", "application/json").end(ANSWER);
        }
    }

    /** The first frame leaves at once. */
    private void stream(HttpServerResponse response, long interval, int frames) {
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        var next = new int[1];
        response.write(FRAME.formatted(next[0]++));
        var timer = vertx.setPeriodic(interval, id -> {
            if (next[0] < frames) {
                response.write(FRAME.formatted(next[0]++));
            } else {
                vertx.cancelTimer(id);
                response.end(END);
            }
        });
        response.exceptionHandler(gone -> vertx.cancelTimer(timer)).closeHandler(gone -> vertx.cancelTimer(timer));
    }
}

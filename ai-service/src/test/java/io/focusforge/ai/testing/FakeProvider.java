package io.focusforge.ai.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A model provider over real HTTP that does what the request says: {@code x_script} is an array of behaviours, one for each call
 * with the same {@code x_id}, the last one for all that follow. {@code GET /calls/<x_id>} tells what came.
 */
final class FakeProvider {
    static final String ANSWER = """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-test-2026","service_tier":"odd","choices":[{"index":0,\
            "message":{"role":"assistant","content":"Four."},"finish_reason":"stop"}]%s}""";
    static final String USAGE = ",\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":3,\"total_tokens\":14}";
    static final String CACHED =
            ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":3,\"prompt_tokens_details\":{\"cached_tokens\":8}}";
    static final String CHUNK =
            "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    static final String LAST =
            "data: {\"id\":\"c\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private static final String EMBEDDINGS = "/embeddings";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, JsonObject> calls = new ConcurrentHashMap<>();
    private HttpServer server;

    int start() throws Exception {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void answer(HttpServerRequest request, Buffer body) {
        if (request.path().startsWith("/calls/")) {
            var id = request.path().substring("/calls/".length());
            request.response()
                    .end(calls.getOrDefault(id, new JsonObject().put("count", 0))
                            .toBuffer());
            return;
        }
        var asked = body.toJsonObject();
        var unnamed = request.path().endsWith(EMBEDDINGS) ? EMBEDDINGS.substring(1) : "-";
        var call = calls.computeIfAbsent(asked.getString("x_id", unnamed), id -> new JsonObject().put("count", 0));
        var count = call.getInteger("count");
        if (!call.containsKey("paths")) {
            call.put("paths", new JsonArray()).put("at", new JsonArray());
        }
        call.getJsonArray("paths").add(request.path());
        call.getJsonArray("at").add(System.currentTimeMillis());
        call.put("count", count + 1)
                .put("team", request.getHeader("X-Team"))
                .put("traceparent", request.getHeader("traceparent"))
                .put("body", body.toString())
                .put("path", request.path())
                .put("authorization", request.getHeader("Authorization"));
        request.response().closeHandler(closed -> call.put("closed", true));
        if (request.path().endsWith(EMBEDDINGS)) {
            embed(asked, request.response());
            return;
        }
        var script = asked.getJsonArray("x_script", new JsonArray().add("json"));
        var behaviour = script.getString(Math.min(count, script.size() - 1));
        if (!EchoAnswers.answer(behaviour, asked, request.response())) {
            behave(behaviour, request);
        }
    }

    /** A text becomes its length and a half, whatever form was asked for, unless it says what else is to happen; of tokens one vector. */
    private static void embed(JsonObject asked, HttpServerResponse response) {
        var input = asked.getValue("input");
        var texts = input instanceof JsonArray array && array.getValue(0) instanceof String
                ? array
                : new JsonArray().add("" + input);
        if (texts.contains("refuse") || texts.contains("fail")) {
            response.setStatusCode(texts.contains("refuse") ? 400 : 500)
                    .end("{\"error\":{\"message\":\"upstream-said\"}}");
            return;
        }
        var data = new JsonArray();
        for (var i = texts.size() - 1; i >= 0; i--) {
            var vector = new JsonArray().add(texts.getString(i).length()).add(0.5);
            data.add(new JsonObject().put("object", "embedding").put("index", i).put("embedding", vector));
        }
        var usage = new JsonObject().put("prompt_tokens", 10 * texts.size()).put("total_tokens", 10 * texts.size());
        json(
                response,
                new JsonObject()
                        .put("object", "list")
                        .put("data", data)
                        .put("model", "embed-2026")
                        .put("usage", usage)
                        .encode());
    }

    private void behave(String behaviour, HttpServerRequest request) {
        var response = request.response();
        if (behaviour.contains("=")) {
            say(behaviour.split("=", 2)[0], behaviour.split("=", 2)[1], response);
            return;
        }
        switch (behaviour) {
            case "json" -> json(response, ANSWER.formatted(USAGE));
            case "json-cached" -> json(response, ANSWER.formatted(CACHED));
            case "json-without-usage" -> json(response, ANSWER.formatted(""));
            case "broken" -> json(response, "{\"choices\": [");
            case "slow-json" -> vertx.setTimer(400, id -> json(response, ANSWER.formatted(USAGE)));
            case "hang" -> vertx.setTimer(30_000, id -> response.end());
            case "reset" -> request.connection().close();
            case "429" ->
                response.setStatusCode(429)
                        .putHeader("Retry-After", "1")
                        .end("{\"error\":{\"message\":\"upstream-said\"}}");
            case "429-ms" ->
                response.setStatusCode(429)
                        .putHeader("Retry-After", "9")
                        .putHeader("retry-after-ms", "300")
                        .end();
            case "429-long" ->
                response.setStatusCode(429).putHeader("Retry-After", "77").end();
            case "context-length" -> refuse(response, "context_length_exceeded");
            case "content-filter" -> refuse(response, "content_filter");
            case "filtered" -> json(response, ANSWER.formatted(USAGE).replace("\"stop\"", "\"content_filter\""));
            case "sse-flood" ->
                sse(response)
                        .write(CHUNK.formatted("x".repeat(1_000)).repeat(16_000) + DONE)
                        .onComplete(x -> response.end());
            case "sse-pause" -> sse(response).write(CHUNK.formatted("Fo"));
            case "sse-comments" -> {
                sse(response);
                vertx.setPeriodic(50, id -> {
                    if (response.closed()) {
                        vertx.cancelTimer(id);
                    } else {
                        response.write(": still there\n\n");
                    }
                });
            }
            case "sse-cut" ->
                sse(response)
                        .write(CHUNK.formatted("Fo") + CHUNK.formatted("ur").substring(0, 40))
                        .onComplete(x -> response.end());
            case "sse-error" ->
                sse(response)
                        .write(CHUNK.formatted("Fo") + "data: {\"error\":{\"message\":\"upstream-said\"}}\n\n")
                        .onComplete(x -> response.end());
            case "sse" ->
                sse(response)
                        .write(CHUNK.formatted("Fo") + CHUNK.formatted("ur.") + LAST + DONE)
                        .onComplete(x -> response.end());
            case "sse-without-usage" ->
                sse(response).write(CHUNK.formatted("Four.") + DONE).onComplete(x -> response.end());
            case "sse-text" ->
                sse(response)
                        .write(
                                "data: {\"choices\":[{\"index\":0,\"text\":\"upon a time\",\"finish_reason\":\"stop\"}]}\n\n"
                                        + DONE)
                        .onComplete(x -> response.end());
            case "sse-reset" ->
                sse(response).write(CHUNK.formatted("Fo")).onComplete(x -> request.connection()
                        .close());
            case "sse-endless" -> {
                sse(response);
                vertx.setPeriodic(50, id -> {
                    if (response.closed()) {
                        vertx.cancelTimer(id);
                    } else {
                        response.write(CHUNK.formatted("more "));
                    }
                });
            }
            case "sse-slow" -> {
                sse(response).write(CHUNK.formatted("Fo"));
                vertx.setTimer(2_000, id -> response.end(CHUNK.formatted("ur.") + LAST + DONE));
            }
            case "sse-silent" -> sse(response).write("");
            default ->
                response.setStatusCode(Integer.parseInt(behaviour)).end("{\"error\":{\"message\":\"upstream-said\"}}");
        }
    }

    /** Says what it is told to, in a good answer or a bad one. */
    private static void say(String how, String text, HttpServerResponse response) {
        switch (how) {
            case "json" -> json(response, ANSWER.formatted(USAGE).replace("Four.", text));
            case "sse" ->
                sse(response).write(CHUNK.formatted(text) + LAST + DONE).onComplete(x -> response.end());
            case "sse-error" ->
                sse(response)
                        .write("data: {\"error\":{\"message\":\"" + text + "\"}}\n\n")
                        .onComplete(x -> response.end());
            case "broken" -> json(response, text);
            default ->
                response.setStatusCode(Integer.parseInt(how))
                        .end("{\"error\":{\"message\":\"" + text + "\",\"code\":\"odd_words\"}}");
        }
    }

    private static void refuse(HttpServerResponse response, String code) {
        response.setStatusCode(400)
                .end(new JsonObject()
                        .put(
                                "error",
                                new JsonObject().put("message", "upstream-said").put("code", code))
                        .encode());
    }

    private static void json(HttpServerResponse response, String body) {
        response.putHeader("Content-Type", "application/json").end(body);
    }

    private static HttpServerResponse sse(HttpServerResponse response) {
        return response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    }
}

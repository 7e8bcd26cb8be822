package io.focusforge.bench.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The bodies that all contestants are sent; the model says how the mock answers. */
final class Question {
    /** Answers at once, in one piece. */
    static final String AT_ONCE = "mock";
    /** A stream of {@link MockUpstream#FRAMES} frames, 20 ms apart. */
    static final String STREAM = "mock-stream";
    /** A stream of a frame a second, for as long as anybody reads. */
    static final String SLOW_STREAM = "mock-slow-stream";

    /** Words of a prompt with as much context as is usually put before a question. */
    private static final int CONTEXT_WORDS = 1_500;

    private Question() {}

    static String atOnce() {
        return body(AT_ONCE).encode();
    }

    /** With about two thousand tokens of context. */
    static String withContext() {
        var words = "the board meets in Lisbon on 12 November and reads the forecast of the quarter before it decides"
                .split(" ");
        var context = IntStream.range(0, CONTEXT_WORDS)
                .mapToObj(word -> words[word * 7 % words.length] + (word % 11 == 0 ? word + "." : ""))
                .collect(Collectors.joining(" "));
        var body = body(AT_ONCE);
        body.getJsonArray("messages").add(1, message("user", context));
        return body.encode();
    }

    /** Asked of ourselves only: others would pass the field on. */
    static String cached() {
        return body(AT_ONCE)
                .put("cache", new JsonObject().put("ttl", 3600).put("namespace", "bench"))
                .encode();
    }

    static String streamed(String model) {
        return body(model).put("stream", true).encode();
    }

    private static JsonObject body(String model) {
        var messages = new JsonArray()
                .add(message("system", "You are a helpful assistant. Answer briefly, and only from what you are told."))
                .add(message("user", "The board meets on 12 November in Lisbon. When does the board meet, and where?"));
        return new JsonObject().put("model", model).put("messages", messages).put("max_tokens", 128);
    }

    private static JsonObject message(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }
}

package io.focusforge.ai.testing;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A model that says what it was told: in one piece or letter by letter, as text or in the arguments of a call. */
final class EchoAnswers {
    private EchoAnswers() {}

    /** @return false for another behaviour */
    static boolean answer(String behaviour, JsonObject asked, HttpServerResponse response) {
        if (!behaviour.contains("echo")) {
            return false;
        }
        var said = told(asked.getJsonArray("messages"));
        var call = behaviour.endsWith("-call");
        if (behaviour.startsWith("sse")) {
            stream(call ? new JsonObject().put("to", said).encode() : said, call, response);
        } else {
            response.putHeader("Content-Type", "application/json").end(whole(said, call));
        }
        return true;
    }

    private static String told(JsonArray messages) {
        var content = messages.getJsonObject(messages.size() - 1).getValue("content");
        return content instanceof JsonArray parts
                ? parts.getJsonObject(parts.size() - 1).getString("text")
                : "" + content;
    }

    private static String whole(String said, boolean call) {
        var message = new JsonObject().put("role", "assistant");
        if (call) {
            var function = new JsonObject()
                    .put("name", "f")
                    .put("arguments", new JsonObject().put("to", said).encode());
            message.put(
                    "tool_calls",
                    new JsonArray().add(new JsonObject().put("id", "c").put("function", function)));
        } else {
            message.put("content", said);
        }
        return new JsonObject()
                .put(
                        "choices",
                        new JsonArray().add(new JsonObject().put("index", 0).put("message", message)))
                .put("usage", new JsonObject().put("prompt_tokens", 1).put("completion_tokens", 1))
                .encode();
    }

    private static void stream(String said, boolean call, HttpServerResponse response) {
        var frames = new StringBuilder();
        said.chars().forEach(letter -> {
            var text = Character.toString(letter);
            var calls = new JsonArray()
                    .add(new JsonObject().put("index", 0).put("function", new JsonObject().put("arguments", text)));
            frame(
                    call ? new JsonObject().put("tool_calls", calls) : new JsonObject().put("content", text),
                    null,
                    frames);
        });
        frame(new JsonObject(), "stop", frames);
        response.setChunked(true).putHeader("Content-Type", "text/event-stream").end(frames + "data: [DONE]\n\n");
    }

    private static void frame(JsonObject delta, String finish, StringBuilder frames) {
        var choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finish);
        var chunk = new JsonObject().put("id", "c").put("choices", new JsonArray().add(choice));
        frames.append("data: ").append(chunk.encode()).append("\n\n");
    }
}

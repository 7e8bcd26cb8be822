package io.focusforge.chaos.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the model says for agents: the supervisor hands over once, the other one takes effect once and reports it. It goes by what each has heard,
 * so that any process may ask.
 */
final class Team {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPORTED = "It has taken effect.";

    private final AtomicInteger turns = new AtomicInteger();

    /** How often a model was asked for a turn. */
    int turns() {
        return turns.get();
    }

    static boolean asks(JsonNode request) {
        return request.path("tools").size() > 0;
    }

    /** @param url where effect is taken */
    ObjectNode answer(JsonNode request, String url) {
        turns.incrementAndGet();
        var messages = request.path("messages").toString();
        if (has(request, "finish")) {
            return messages.contains(REPORTED)
                    ? call("finish", JSON.createObjectNode().put("result", REPORTED))
                    : call(
                            "hand_to",
                            JSON.createObjectNode().put("agent", "doer").put("task", "Do it."));
        }
        return messages.contains("\"role\":\"tool\"")
                ? call("report", JSON.createObjectNode().put("result", REPORTED))
                : call("chain_chaos_effect", JSON.createObjectNode().put("url", url));
    }

    private static boolean has(JsonNode request, String tool) {
        return request.path("tools").findValuesAsText("name").contains(tool);
    }

    private static ObjectNode call(String tool, ObjectNode arguments) {
        var message = JSON.createObjectNode().put("role", "assistant").putNull("content");
        message.putArray("tool_calls")
                .addObject()
                .put("id", "call-" + tool)
                .put("type", "function")
                .putObject("function")
                .put("name", tool)
                .put("arguments", arguments.toString());
        return message;
    }
}

package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.prompt.Spotlight;

/** Messages of a talk with a model, in OpenAI's shape. */
final class Said {
    /** Of what a tool gave; the rest is left out, and that is said. */
    private static final int LONGEST = 20_000;

    private Said() {}

    static ObjectNode system(String content) {
        return message("system", content);
    }

    static ObjectNode user(String content) {
        return message("user", content);
    }

    static ObjectNode assistant(Thought thought) {
        var message = message("assistant", thought.content());
        if (!thought.calls().isEmpty()) {
            var calls = message.putArray("tool_calls");
            thought.calls().forEach(call -> calls.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.tool())
                    .put("arguments", call.arguments().toString()));
        }
        return message;
    }

    static ObjectNode tool(String call, String content) {
        return message("tool", content).put("tool_call_id", call);
    }

    /** Marked as data: whoever wrote it, it is no instruction. @param given null when nothing was done */
    static ObjectNode result(Thought.Call call, JsonNode given) {
        if (call.problem() != null || given == null) {
            return tool(call.id(), "Not done: " + call.problem());
        }
        var text = Story.text(given);
        var shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "\n… (cut)" : text;
        return tool(call.id(), Spotlight.random().mark(shown));
    }

    private static ObjectNode message(String role, String content) {
        return JsonNodeFactory.instance.objectNode().put("role", role).put("content", content);
    }
}

package io.focusforge.orchestrator.agentrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a turn's model has said.
 *
 * @param agent whose turn it was
 * @param begun when the first turn began
 * @param calls what it wants done, in order
 * @param end what came out of it all; null while it goes on
 */
record Thought(String agent, Instant begun, String content, List<Call> calls, JsonNode end) {
    /** @param problem what is wrong with the call, which is not done then; null for nothing */
    record Call(String id, String tool, ObjectNode arguments, String problem) {}

    JsonNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("agent", agent).put("begun", begun.toString()).put("content", content);
        var list = json.putArray("calls");
        calls.forEach(call -> {
            var one = list.addObject().put("id", call.id()).put("tool", call.tool());
            one.set("arguments", call.arguments());
            if (call.problem() != null) {
                one.put("problem", call.problem());
            }
        });
        if (end != null) {
            json.set("end", end);
        }
        return json;
    }

    static Thought of(JsonNode json) {
        var calls = new ArrayList<Call>();
        for (var call : json.path("calls")) {
            calls.add(new Call(
                    call.path("id").asText(),
                    call.path("tool").asText(),
                    (ObjectNode) call.path("arguments"),
                    call.path("problem").asText(null)));
        }
        return new Thought(
                json.path("agent").asText(),
                Instant.parse(json.path("begun").asText()),
                json.path("content").asText(),
                List.copyOf(calls),
                json.get("end"));
    }
}

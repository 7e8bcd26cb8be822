package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.util.Set;

/**
 * Writes {@code instructions} and the items of {@code input} as messages. Calls of functions that follow one another, or follow what the
 * model said, become one message, as a chat completion would have answered them.
 */
final class InputMessages {
    private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");

    private final ArrayNode messages = RequestJson.newObject().putArray("messages");
    /** The message of the assistant that calls are added to. */
    private ObjectNode calling;

    private InputMessages() {}

    static ArrayNode of(ObjectNode request) {
        var written = new InputMessages();
        written.addInstructions(request.path("instructions"));
        written.addInput(request.path("input"));
        return written.messages;
    }

    private void addInstructions(JsonNode instructions) {
        if (instructions.isTextual()) {
            messages.addObject().put("role", "system").set("content", instructions);
        } else if (!instructions.isMissingNode() && !instructions.isNull()) {
            throw ProblemException.invalid("instructions", "must be a string");
        }
    }

    private void addInput(JsonNode input) {
        if (input.isTextual()) {
            messages.addObject().put("role", "user").set("content", input);
        } else if (input.isArray() && !input.isEmpty()) {
            for (var i = 0; i < input.size(); i++) {
                add("input[%d]".formatted(i), input.get(i));
            }
        } else {
            throw ProblemException.invalid("input", "must be a string, or an array of at least one item");
        }
    }

    private void add(String field, JsonNode item) {
        switch (item.path("type").asText("message")) {
            case "message" -> addMessage(field, item);
            case "function_call" -> addCall(field, item);
            case "function_call_output" -> addOutput(field, item);
            case "reasoning" -> {}
            default ->
                throw ProblemException.invalid(
                        field + ".type", "must be message, function_call, function_call_output or reasoning");
        }
    }

    private void addMessage(String field, JsonNode item) {
        var role = required(item, field, "role");
        if (!ROLES.contains(role)) {
            throw ProblemException.invalid(field + ".role", "must be one of user, assistant, system, developer");
        }
        var message = messages.addObject().put("role", role);
        message.set("content", InputContent.of(field + ".content", item.path("content")));
        calling = role.equals("assistant") ? message : null;
    }

    private void addCall(String field, JsonNode item) {
        if (calling == null) {
            calling = messages.addObject().put("role", "assistant").putNull("content");
        }
        calling.withArray("tool_calls")
                .addObject()
                .put("id", required(item, field, "call_id"))
                .put("type", "function")
                .putObject("function")
                .put("name", required(item, field, "name"))
                .put("arguments", required(item, field, "arguments"));
    }

    private void addOutput(String field, JsonNode item) {
        calling = null;
        messages.addObject()
                .put("role", "tool")
                .put("tool_call_id", required(item, field, "call_id"))
                .set("content", InputContent.of(field + ".output", item.path("output")));
    }

    private static String required(JsonNode item, String field, String name) {
        if (!item.path(name).isTextual()) {
            throw ProblemException.invalid(field + "." + name, "must be a string");
        }
        return item.get(name).textValue();
    }
}

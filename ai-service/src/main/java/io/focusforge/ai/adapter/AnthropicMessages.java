package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a chat, as Anthropic wants them: what the system says stands beside them, wherever it stood; a tool's result is
 * something that the user says; and what one side says in several messages is one, since the results of all tools must come together.
 */
final class AnthropicMessages {
    private final ArrayNode system = Json.object().putArray("system");
    private final ArrayNode messages = Json.object().putArray("messages");

    static void translate(JsonNode from, ObjectNode to) {
        var translated = new AnthropicMessages();
        for (var i = 0; i < from.size(); i++) {
            translated.add(from.get(i), "messages[" + i + "]");
        }
        if (translated.messages.isEmpty()) {
            throw ProblemException.invalid("messages", "must have a message of the user for this model");
        }
        if (!translated.system.isEmpty()) {
            to.set("system", translated.system);
        }
        to.set("messages", translated.messages);
    }

    private void add(JsonNode message, String field) {
        switch (message.path("role").asText()) {
            case "system", "developer" -> system.addAll(content(message, field));
            case "user" -> add("user", content(message, field));
            case "assistant" -> add("assistant", said(message, field));
            case "tool" -> add("user", List.of(toolResult(message, field)));
            default ->
                throw ProblemException.invalid(
                        field + ".role", "must be system, developer, user, assistant or tool for this model");
        }
    }

    private void add(String role, List<ObjectNode> blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        var last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        var content = last != null && last.path("role").asText().equals(role)
                ? (ArrayNode) last.get("content")
                : messages.addObject().put("role", role).putArray("content");
        content.addAll(blocks);
    }

    private static List<ObjectNode> said(JsonNode message, String field) {
        var blocks = new ArrayList<>(content(message, field));
        var calls = message.path("tool_calls");
        for (var i = 0; i < calls.size(); i++) {
            blocks.add(toolUse(calls.get(i), field + ".tool_calls[" + i + "]"));
        }
        return blocks;
    }

    private static ObjectNode toolUse(JsonNode call, String field) {
        var arguments = call.path("function").path("arguments").asText("");
        var input = arguments.isBlank()
                ? Json.object()
                : Json.parse(arguments.getBytes(StandardCharsets.UTF_8))
                        .orElseThrow(() -> ProblemException.invalid(
                                field + ".function.arguments", "must be a JSON object for this model"));
        var use = Json.object()
                .put("type", "tool_use")
                .put("id", call.path("id").asText())
                .put("name", call.path("function").path("name").asText());
        use.set("input", input);
        return use;
    }

    private static ObjectNode toolResult(JsonNode message, String field) {
        var result = Json.object()
                .put("type", "tool_result")
                .put("tool_use_id", message.path("tool_call_id").asText());
        result.putArray("content").addAll(content(message, field));
        return result;
    }

    private static List<ObjectNode> content(JsonNode message, String field) {
        return AnthropicContent.blocks(message.path("content"), field + ".content");
    }
}

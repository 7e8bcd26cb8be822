package io.focusforge.ai.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/** Prompts and answers as the conventions write them: messages of a role and parts. */
public final class Messages {
    private static final JsonMapper JSON = new JsonMapper();

    private Messages() {}

    /**
     * The end of a conversation counts most: when there is too much, the oldest is left out.
     *
     * @param messages the array of messages, or the prompt of a text completion, as JSON
     * @param most characters of text
     */
    public static String ofPrompt(byte[] messages, int most) {
        var asked = tree(messages);
        var left = new TextBudget(most);
        var written = JSON.createArrayNode();
        if (asked.isTextual()) {
            parts(written.addObject().put("role", "user")).add(text(asked.asText(), left));
            return written.toString();
        }
        for (var i = asked.size() - 1; i >= 0 && left.isOpen(); i--) {
            written.insert(0, message(asked.get(i), left));
        }
        return written.toString();
    }

    static String ofAnswer(Collection<AnswerChoice> choices, int most) {
        var left = new TextBudget(most);
        var written = JSON.createArrayNode();
        for (var choice : choices) {
            var message = written.addObject().put("role", "assistant");
            var parts = parts(message);
            if (!choice.text().isEmpty()) {
                parts.add(text(choice.text(), left));
            }
            choice.tools().forEach(call -> parts.add(toolCall(call.id(), call.name(), call.arguments(), left)));
            choice.finishReason().ifPresent(reason -> message.put("finish_reason", reason));
        }
        return written.toString();
    }

    private static ObjectNode message(JsonNode message, TextBudget left) {
        var role = message.path("role").asText("user");
        var written = JSON.createObjectNode().put("role", role);
        var parts = parts(written);
        if (role.equals("tool")) {
            parts.addObject()
                    .put("type", "tool_call_response")
                    .put("id", message.path("tool_call_id").asText())
                    .put("response", left.cut(textOf(message.path("content"))));
            return written;
        }
        content(message.isObject() ? message.path("content") : message, parts, left);
        for (var call : message.path("tool_calls")) {
            var function = call.path("function");
            parts.add(toolCall(
                    call.path("id").asText(),
                    function.path("name").asText(),
                    function.path("arguments").asText(),
                    left));
        }
        return written;
    }

    private static void content(JsonNode content, ArrayNode parts, TextBudget left) {
        if (content.isTextual()) {
            parts.add(text(content.asText(), left));
            return;
        }
        for (var part : content) {
            parts.add(
                    part.path("text").isTextual()
                            ? text(part.path("text").asText(), left)
                            : JSON.createObjectNode()
                                    .put("type", part.path("type").asText("unknown")));
        }
    }

    private static String textOf(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asText()));
        return text.toString();
    }

    private static ObjectNode text(String content, TextBudget left) {
        return JSON.createObjectNode().put("type", "text").put("content", left.cut(content));
    }

    private static ObjectNode toolCall(String id, String name, String arguments, TextBudget left) {
        return JSON.createObjectNode()
                .put("type", "tool_call")
                .put("id", id)
                .put("name", name)
                .put("arguments", left.cut(arguments));
    }

    private static ArrayNode parts(ObjectNode message) {
        return message.putArray("parts");
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

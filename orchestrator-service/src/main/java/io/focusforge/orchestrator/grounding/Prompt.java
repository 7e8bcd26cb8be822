package io.focusforge.orchestrator.grounding;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a model is asked.
 *
 * @param sources those that had room, in the order of their numbers, which begin with 1
 * @param tokens of all messages
 */
public record Prompt(List<Turn> messages, List<Source> sources, int tokens) {
    public Prompt {
        messages = List.copyOf(messages);
        sources = List.copyOf(sources);
    }

    /** As OpenAI has it. */
    ObjectNode body(ObjectMapper json, String model, int maxTokens) {
        var body = json.createObjectNode().put("model", model).put("max_tokens", maxTokens);
        var list = body.putArray("messages");
        messages.forEach(message -> list.addObject().put("role", message.role()).put("content", message.content()));
        return body;
    }
}

package io.focusforge.ai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Role and text of one message; of content in parts, the parts that are text. The prompt of a text completion is what a user says. */
record ChatMessage(String role, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<ChatMessage> read(byte[] messages) {
        try {
            var tree = JSON.readTree(messages);
            if (tree.isTextual()) {
                return List.of(of(tree));
            }
            return StreamSupport.stream(tree.spliterator(), false)
                    .map(ChatMessage::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChatMessage of(JsonNode message) {
        if (!message.isObject()) {
            return new ChatMessage("user", message.isTextual() ? message.asText() : message.toString());
        }
        return new ChatMessage(message.path("role").asText(), text(message.path("content")));
    }

    private static String text(JsonNode content) {
        if (content.isTextual()) {
            return content.asText();
        }
        return StreamSupport.stream(content.spliterator(), false)
                .filter(part -> part.path("text").isTextual())
                .map(part -> part.path("text").asText())
                .collect(Collectors.joining("\n"));
    }
}

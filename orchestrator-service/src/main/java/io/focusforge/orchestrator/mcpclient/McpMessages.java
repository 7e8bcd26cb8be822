package io.focusforge.orchestrator.mcpclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a server answers: one JSON value, or events whose data are such values. */
final class McpMessages {
    private static final String DATA = "data:";

    private McpMessages() {}

    static List<JsonNode> read(ObjectMapper json, String mediaType, byte[] body) throws JsonProcessingException {
        var text = new String(body, StandardCharsets.UTF_8);
        var type = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        if (!type.startsWith("text/event-stream")) {
            return text.isBlank() ? List.of() : flat(json.readTree(text));
        }
        var messages = new ArrayList<JsonNode>();
        for (var event : text.split("\r?\n\r?\n")) {
            var data = new StringBuilder();
            event.lines()
                    .filter(line -> line.startsWith(DATA))
                    .forEach(line -> data.append(line.substring(DATA.length())).append('\n'));
            if (!data.toString().isBlank()) {
                messages.addAll(flat(json.readTree(data.toString())));
            }
        }
        return messages;
    }

    private static List<JsonNode> flat(JsonNode message) {
        var messages = new ArrayList<JsonNode>();
        if (message.isArray()) {
            message.forEach(messages::add);
        } else {
            messages.add(message);
        }
        return messages;
    }
}

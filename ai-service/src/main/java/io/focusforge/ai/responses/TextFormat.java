package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ProblemException;
import java.util.List;

/** {@code text}: the form of the answer, which a chat completion calls {@code response_format}. */
final class TextFormat {
    private static final List<String> SCHEMA_FIELDS = List.of("name", "description", "schema", "strict");

    private TextFormat() {}

    static void write(JsonNode text, ObjectNode chat) {
        if (text.path("verbosity").isTextual()) {
            chat.set("verbosity", text.get("verbosity"));
        }
        var format = text.path("format");
        if (format.isObject()) {
            writeFormat(format, chat);
        }
    }

    private static void writeFormat(JsonNode format, ObjectNode chat) {
        switch (format.path("type").asText()) {
            case "text" -> {}
            case "json_object" -> chat.set("response_format", format);
            case "json_schema" -> {
                var schema = chat.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema");
                Fields.copy(format, schema, SCHEMA_FIELDS);
            }
            default -> throw ProblemException.invalid("text.format.type", "must be text, json_object or json_schema");
        }
    }
}

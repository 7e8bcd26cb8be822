package io.focusforge.ai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.util.List;

/** Writes the content of an item, text or parts, as that of a message. A text alone is written as one: not every provider takes parts. */
final class InputContent {
    /** What a caller says of a part, which is no provider's business. */
    private static final String EXTENSION = "focusforge";

    private InputContent() {}

    static JsonNode of(String field, JsonNode content) {
        if (content.isTextual()) {
            return content;
        }
        if (!content.isArray() || content.isEmpty()) {
            throw ProblemException.invalid(field, "must be a string, or an array of at least one part");
        }
        if (content.size() == 1
                && content.get(0).path("type").asText().endsWith("put_text")
                && !content.get(0).has(EXTENSION)) {
            return text(field + "[0]", content.get(0)).get("text");
        }
        var parts = RequestJson.newObject().putArray("parts");
        for (var i = 0; i < content.size(); i++) {
            parts.add(part("%s[%d]".formatted(field, i), content.get(i)));
        }
        return parts;
    }

    private static ObjectNode part(String field, JsonNode part) {
        return switch (part.path("type").asText()) {
            case "input_text", "output_text", "text" -> text(field, part);
            case "refusal" -> RequestJson.newObject().put("type", "refusal").set("refusal", part.path("refusal"));
            case "input_image" -> image(field, part);
            case "input_file" -> file(part);
            case "input_audio" ->
                RequestJson.newObject().put("type", "input_audio").set("input_audio", part.path("input_audio"));
            default ->
                throw ProblemException.invalid(
                        field + ".type",
                        "is not known; it may be input_text, input_image, input_file, output_text or refusal");
        };
    }

    private static ObjectNode text(String field, JsonNode part) {
        if (!part.path("text").isTextual()) {
            throw ProblemException.invalid(field + ".text", "must be a string");
        }
        var text = RequestJson.newObject().put("type", "text");
        Fields.copy(part, text, List.of("text", EXTENSION));
        return text;
    }

    private static ObjectNode image(String field, JsonNode part) {
        if (!part.path("image_url").isTextual()) {
            throw ProblemException.invalid(
                    field + ".image_url", "must be a URL; files of OpenAI's platform are not known here");
        }
        var image = RequestJson.newObject().put("type", "image_url");
        var url = image.putObject("image_url").put("url", part.get("image_url").textValue());
        Fields.copy(part, url, List.of("detail"));
        return image;
    }

    private static ObjectNode file(JsonNode part) {
        var file = RequestJson.newObject().put("type", "file");
        Fields.copy(part, file.putObject("file"), List.of("file_data", "filename", "file_id"));
        return file;
    }
}

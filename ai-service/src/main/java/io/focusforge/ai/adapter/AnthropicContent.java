package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The content of a message, as Anthropic's blocks. */
final class AnthropicContent {
    private static final Pattern DATA_URL = Pattern.compile("data:([\\w.+-]+/[\\w.+-]+);base64,(.+)", Pattern.DOTALL);

    private AnthropicContent() {}

    /** @param field where the content stands in the request */
    static List<ObjectNode> blocks(JsonNode content, String field) {
        if (content.isMissingNode() || content.isNull()) {
            return List.of();
        }
        if (content.isTextual()) {
            return text(content.asText());
        }
        if (!content.isArray()) {
            throw ProblemException.invalid(field, "must be a string or an array of parts");
        }
        var blocks = new ArrayList<ObjectNode>();
        for (var i = 0; i < content.size(); i++) {
            blocks.addAll(part(content.get(i), field + "[" + i + "]"));
        }
        return blocks;
    }

    private static List<ObjectNode> part(JsonNode part, String field) {
        return switch (part.path("type").asText()) {
            case "text" -> text(part.path("text").asText());
            case "refusal" -> text(part.path("refusal").asText());
            case "image_url" -> List.of(image(part.path("image_url").path("url").asText(), field));
            case "file" -> List.of(document(part.path("file").path("file_data").asText(), field));
            default ->
                throw ProblemException.invalid(
                        field + ".type", "this model takes parts of type text, image_url and file");
        };
    }

    /** A block without text is an error there. */
    private static List<ObjectNode> text(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(Json.object().put("type", "text").put("text", text));
    }

    private static ObjectNode image(String url, String field) {
        var data = DATA_URL.matcher(url);
        if (data.matches()) {
            return base64("image", data.group(1), data.group(2));
        }
        if (!url.startsWith("https://") && !url.startsWith("http://")) {
            throw ProblemException.invalid(field + ".image_url.url", "must be an http(s) or a base64 data: URL");
        }
        var block = Json.object().put("type", "image");
        block.putObject("source").put("type", "url").put("url", url);
        return block;
    }

    private static ObjectNode document(String fileData, String field) {
        var data = DATA_URL.matcher(fileData);
        if (!data.matches() || !data.group(1).equals("application/pdf")) {
            throw ProblemException.invalid(
                    field + ".file.file_data", "must be a base64 data: URL of an application/pdf for this model");
        }
        return base64("document", data.group(1), data.group(2));
    }

    private static ObjectNode base64(String type, String mediaType, String data) {
        var block = Json.object().put("type", type);
        block.putObject("source")
                .put("type", "base64")
                .put("media_type", mediaType)
                .put("data", data);
        return block;
    }
}

package io.focusforge.ai.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be embedded, as OpenAI defines it.
 *
 * @param input a string, or an array of strings
 * @param encodingFormat {@code float} (the default) or {@code base64}: the floats' bytes, little-endian
 * @param dimensions may be left out, or 384
 * @param user is ignored
 */
@RegisterForReflection
public record EmbeddingRequest(
        String model,
        JsonNode input,
        @JsonProperty("encoding_format") String encodingFormat,
        Integer dimensions,
        String user) {
    public static final String MODEL = "all-minilm-l6-v2";
    static final int MOST_TEXTS = 256;
    static final int LONGEST_TEXT = 8_192;
    static final int MOST_CHARACTERS = 262_144;

    /** @throws ProblemException naming the field that is wrong */
    List<String> texts() {
        check();
        var texts = input.isArray() ? array() : List.of(text(input, "input"));
        if (texts.stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
            throw ProblemException.invalid(
                    "input", "may have %d characters in all; send several requests".formatted(MOST_CHARACTERS));
        }
        return texts;
    }

    boolean isBase64() {
        return "base64".equals(encodingFormat);
    }

    private void check() {
        if (model == null) {
            throw ProblemException.invalid("model", "is missing; it must be " + MODEL);
        }
        if (!model.equals(MODEL)) {
            throw new ProblemException(
                    ErrorCode.MODEL_NOT_FOUND,
                    "There is no such embedding model here; GET /v1/models lists those that there are.");
        }
        if (input == null || input.isNull()) {
            throw ProblemException.invalid("input", "is missing; it must be a string or an array of strings");
        }
        if (encodingFormat != null && !encodingFormat.equals("float") && !isBase64()) {
            throw ProblemException.invalid("encoding_format", "must be 'float' or 'base64'");
        }
        if (dimensions != null && dimensions != MiniLm.DIMENSIONS) {
            throw ProblemException.invalid("dimensions", "must be %d, or left out".formatted(MiniLm.DIMENSIONS));
        }
    }

    private List<String> array() {
        if (input.isEmpty() || input.size() > MOST_TEXTS) {
            throw ProblemException.invalid("input", "must hold 1 to %d strings".formatted(MOST_TEXTS));
        }
        var texts = new ArrayList<String>(input.size());
        for (var i = 0; i < input.size(); i++) {
            texts.add(text(input.get(i), "input[%d]".formatted(i)));
        }
        return texts;
    }

    private static String text(JsonNode node, String field) {
        if (!node.isTextual()) {
            throw ProblemException.invalid(field, "must be a string");
        }
        var text = node.textValue();
        if (text.isBlank() || text.trim().isEmpty()) {
            throw ProblemException.invalid(field, "must not be blank");
        }
        if (text.length() > LONGEST_TEXT) {
            throw ProblemException.invalid(field, "may have at most %d characters".formatted(LONGEST_TEXT));
        }
        return text;
    }
}

package io.focusforge.ai.embedding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads a request for embeddings in one pass. */
final class ExternalRequestReader {
    private static final int MOST_ELEMENTS = 2048;
    private static final int MOST_DIMENSIONS = 100_000;

    private final List<String> texts = new ArrayList<>();
    private boolean tokens;
    private boolean others;
    private boolean base64;
    private int dimensions;
    private int modelFrom;
    private int modelTo;

    ExternalRequest.Fields read(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            read(field, json);
        }
        RequestJson.requireEnd(json);
        require(tokens || !texts.isEmpty(), "input", "is missing; it must be a string or an array of strings");
        var plain = !tokens && !others;
        return new ExternalRequest.Fields(
                List.copyOf(texts), plain, new VectorForm(base64, dimensions), modelFrom, modelTo);
    }

    private void read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "model" -> readModel(json);
            case "input" -> readInput(json);
            case "encoding_format" -> readEncoding(json);
            case "dimensions" -> readDimensions(json);
            default -> {
                others = true;
                json.skipChildren();
            }
        }
    }

    private void readModel(JsonParser json) throws IOException {
        modelFrom = (int) json.currentTokenLocation().getByteOffset();
        json.finishToken();
        modelTo = (int) json.currentLocation().getByteOffset();
    }

    private void readInput(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            for (var i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                require(i < MOST_ELEMENTS || tokens, "input", "may hold %d texts".formatted(MOST_ELEMENTS));
                readElement("input[%d]".formatted(i), json);
            }
        } else {
            require(json.currentToken() == JsonToken.VALUE_STRING, "input", "must be a string or an array of strings");
            readElement("input", json);
        }
    }

    /** A text, a token, or an array of tokens; the last two are the provider's to understand. */
    private void readElement(String field, JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING -> {
                require(!tokens, field, "must be of the kind of the elements before it");
                require(!json.getText().isEmpty(), field, "must not be empty");
                texts.add(json.getText());
            }
            case VALUE_NUMBER_INT, START_ARRAY -> {
                require(texts.isEmpty(), field, "must be of the kind of the elements before it");
                tokens = true;
                json.skipChildren();
            }
            default -> throw ProblemException.invalid(field, "must be a string");
        }
    }

    private void readEncoding(JsonParser json) throws IOException {
        var format = json.currentToken() == JsonToken.VALUE_NULL ? "float" : json.getText();
        require(List.of("float", "base64").contains(format), "encoding_format", "must be 'float' or 'base64'");
        base64 = format.equals("base64");
        json.skipChildren();
    }

    private void readDimensions(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NULL) {
            require(json.currentToken() == JsonToken.VALUE_NUMBER_INT, "dimensions", "must be an integer");
            var wanted = json.getBigIntegerValue().min(BigInteger.valueOf(Integer.MAX_VALUE));
            dimensions = wanted.intValue();
            require(
                    dimensions > 0 && dimensions <= MOST_DIMENSIONS,
                    "dimensions",
                    "must be from 1 to " + MOST_DIMENSIONS);
        }
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw ProblemException.invalid(field, message);
        }
    }
}

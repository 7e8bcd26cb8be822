package io.focusforge.ai.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON as it must come in: UTF-8, each field once, and not nested without end. Two parsers that read one body differently are how a check is
 * evaded.
 */
public final class RequestJson {
    private static final int MOST_DEPTH = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build();
    private static final JsonMapper TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RequestJson() {}

    /** @throws ProblemException {@code invalid_json} when there is no body, or one that is not UTF-8 */
    static JsonParser parser(byte[] body) throws IOException {
        if (body == null || body.length == 0) {
            throw notAnObject();
        }
        if (!Utf8.isWellFormed(body)) {
            throw new ProblemException(ErrorCode.INVALID_JSON, "The body is not UTF-8.");
        }
        if (body.length > TextLengths.LONGEST) {
            try (var json = FACTORY.createParser(body)) {
                TextLengths.check(json);
            }
        }
        return FACTORY.createParser(body);
    }

    /**
     * The whole as a tree, where it has to be rewritten.
     *
     * @throws JsonParseException when the body is not JSON
     */
    public static ObjectNode object(byte[] body) throws JsonParseException {
        return guarded(body, json -> {
            if (TREES.readValue(json, JsonNode.class) instanceof ObjectNode object) {
                return object;
            }
            throw notAnObject();
        });
    }

    public static byte[] write(JsonNode tree) {
        try {
            return TREES.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static ObjectNode newObject() {
        return TREES.createObjectNode();
    }

    /** A string as JSON. */
    public static byte[] quoted(String text) {
        return write(TREES.getNodeFactory().textNode(text));
    }

    /** What is read of an object, field by field; the parser stands at its beginning. */
    public interface Reading<T> {
        T of(JsonParser json) throws IOException;
    }

    /**
     * Reads without a tree.
     *
     * @throws JsonParseException when the body is not JSON
     */
    public static <T> T read(byte[] body, Reading<T> reading) throws JsonParseException {
        return guarded(body, json -> {
            if (json.nextToken() != JsonToken.START_OBJECT
                    || json.currentTokenLocation().getByteOffset() < 0) {
                throw notAnObject();
            }
            return reading.of(json);
        });
    }

    private static <T> T guarded(byte[] body, Reading<T> reading) throws JsonParseException {
        try (var json = parser(body)) {
            return reading.of(json);
        } catch (JsonParseException e) {
            throw e;
        } catch (StreamConstraintsException e) {
            throw tooMuch();
        } catch (JsonProcessingException e) {
            throw notAnObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing may stand behind the object. */
    public static void requireEnd(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw new ProblemException(ErrorCode.INVALID_JSON, "Something stands behind the end of the JSON object.");
        }
    }

    private static ProblemException tooMuch() {
        return new ProblemException(
                ErrorCode.INVALID_JSON,
                "The body is nested deeper than %d levels, or has a number of more than a thousand digits."
                        .formatted(MOST_DEPTH));
    }

    private static ProblemException notAnObject() {
        return new ProblemException(ErrorCode.INVALID_JSON, "The body must be one JSON object in UTF-8.");
    }
}

package io.focusforge.orchestrator.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A file as it was sent: its values, and the lines on which they stand. Anchors and aliases are refused: a few lines of them are worth
 * gigabytes.
 */
record ChainText(JsonNode root, Map<String, Integer> lines) {
    /** Characters. */
    static final int LONGEST = 256 * 1024;

    private static final int DEEPEST = 60;
    private static final StreamReadConstraints CONSTRAINTS =
            StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();
    private static final ObjectMapper JSON = mapper(JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final ObjectMapper YAML = mapper(YAMLFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build());

    private static ObjectMapper mapper(JsonFactory factory) {
        return new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** A file that begins with a brace is JSON. */
    static ChainText parse(String text) {
        if (text.length() > LONGEST) {
            throw new ProblemException(
                    ErrorCode.PAYLOAD_TOO_LARGE, "A chain has at most %d characters.".formatted(LONGEST));
        }
        var mapper = text.stripLeading().startsWith("{") ? JSON : YAML;
        try {
            var lines = lines(mapper, text);
            return new ChainText(mapper.readTree(text), lines);
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw e instanceof ProblemException known ? known : unreadable("cannot be read");
        }
    }

    private static Map<String, Integer> lines(ObjectMapper mapper, String text) throws IOException {
        var lines = new HashMap<String, Integer>();
        try (var parser = mapper.createParser(text)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                requirePlain(parser);
                if (token != JsonToken.END_ARRAY && token != JsonToken.END_OBJECT) {
                    lines.putIfAbsent(
                            parser.getParsingContext().pathAsPointer().toString(),
                            parser.currentTokenLocation().getLineNr());
                }
            }
        }
        return lines;
    }

    private static void requirePlain(JsonParser parser) throws IOException {
        if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw unreadable("line %d: anchors and aliases are not read"
                    .formatted(parser.currentTokenLocation().getLineNr()));
        }
    }

    private static ProblemException unreadable(JsonProcessingException e) {
        var at = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
        var why = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("cannot be read");
        return unreadable("line %d: %s".formatted(at, why));
    }

    private static ProblemException unreadable(String why) {
        return ProblemException.invalid("/", why);
    }
}

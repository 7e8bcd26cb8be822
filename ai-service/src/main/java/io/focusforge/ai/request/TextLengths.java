package io.focusforge.ai.request;

import static io.focusforge.ai.request.Rule.require;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/** How long one text of a request may be. Images, sounds and files, which are texts only for JSON, have the whole body. */
final class TextLengths {
    static final int LONGEST = 4 * 1024 * 1024;
    private static final Set<String> FILES = Set.of("url", "image_url", "data", "file_data");

    private TextLengths() {}

    /** Reads to the end. A body that is no longer than a text may be need not be read. */
    static void check(JsonParser json) throws IOException {
        for (var token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.VALUE_STRING
                    && json.getTextLength() > LONGEST
                    && !FILES.contains(json.currentName())) {
                require(false, field(json), "may have %d characters".formatted(LONGEST));
            }
        }
    }

    private static String field(JsonParser json) {
        var field = new StringBuilder();
        for (var at = json.getParsingContext().pathAsPointer(); at != JsonPointer.empty(); at = at.tail()) {
            if (at.getMatchingIndex() >= 0) {
                field.append('[').append(at.getMatchingIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(at.getMatchingProperty());
            }
        }
        return field.toString();
    }
}

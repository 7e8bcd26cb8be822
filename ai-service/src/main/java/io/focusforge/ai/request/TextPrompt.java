package io.focusforge.ai.request;

import static io.focusforge.ai.request.Rule.require;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The prompt of a text completion: a text, or an array of texts, of tokens, or of arrays of tokens. */
public final class TextPrompt {
    private static final String PROMPT = "prompt";

    private static final int MOST_TEXTS = 2_048;
    private static final int MOST_TOKENS = 1_000_000;

    private TextPrompt() {}

    /** The parser stands at the value, and is left at its end. */
    public static void check(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            checkArray(json);
        } else {
            require(json.currentToken() == JsonToken.VALUE_STRING, PROMPT, "must be a string or an array");
            json.finishToken();
        }
    }

    private static void checkArray(JsonParser json) throws IOException {
        var kind = json.nextToken();
        require(kind != JsonToken.END_ARRAY, PROMPT, "must not be empty");
        var most = kind == JsonToken.VALUE_NUMBER_INT ? MOST_TOKENS : MOST_TEXTS;
        for (var i = 0; json.currentToken() != JsonToken.END_ARRAY; i++) {
            require(i < most, PROMPT, "may hold %d elements".formatted(most));
            var known = kind == JsonToken.VALUE_STRING
                    || kind == JsonToken.VALUE_NUMBER_INT
                    || kind == JsonToken.START_ARRAY;
            require(
                    known && json.currentToken() == kind,
                    PROMPT + "[" + i + "]",
                    "must be a string or tokens, like the others");
            json.skipChildren();
            json.nextToken();
        }
    }
}

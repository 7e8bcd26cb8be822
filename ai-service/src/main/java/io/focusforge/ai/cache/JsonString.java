package io.focusforge.ai.cache;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string of a JSON text, and what it says. */
record JsonString(JsonTape json, int token) {
    private static final JsonFactory JSON = new JsonFactory();

    boolean isEscaped() {
        var text = json.text();
        for (var i = json.from(token); i < json.to(token); i++) {
            if (text[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** In UTF-8; what UTF-8 cannot say (half a surrogate pair) as it is written, with its quotes. */
    byte[] unescaped() {
        var said = value();
        var bytes = said.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8).equals(said)
                ? bytes
                : Arrays.copyOfRange(json.text(), json.from(token), json.to(token));
    }

    String value() {
        var length = json.to(token) - json.from(token);
        try (var parser = JSON.createParser(json.text(), json.from(token), length)) {
            return parser.nextTextValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

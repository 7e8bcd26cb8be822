package io.focusforge.ai.guard;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.ai.guard.PromptText.Extension;
import io.focusforge.ai.guard.PromptText.Kind;
import io.focusforge.ai.guard.Splice.Span;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the texts of a prompt in a body that was checked before: of messages, parts of the type {@code text} and the arguments of calls; of
 * the endpoints without messages, {@code prompt}, {@code suffix} and {@code input}. Images, files, tools and schemas are none.
 */
final class PromptReader {
    static final String EXTENSION = "focusforge";
    private static final String USER = "user";

    private final List<PromptText> texts = new ArrayList<>();
    private int extensionFrom;

    private PromptReader() {}

    static List<PromptText> texts(byte[] body) {
        var reader = new PromptReader();
        try {
            RequestJson.read(body, json -> {
                reader.object(json, reader::topLevel);
                return reader;
            });
        } catch (JsonParseException e) {
            throw new UncheckedIOException(e);
        }
        return reader.texts;
    }

    private interface Member {
        void read(String name, JsonParser json) throws IOException;
    }

    private void topLevel(String name, JsonParser json) throws IOException {
        switch (name) {
            case "messages" -> elements(json, () -> message(json));
            case "prompt", "suffix", "input" ->
                textOr(json, () -> elements(json, () -> textOr(json, json::skipChildren)));
            default -> json.skipChildren();
        }
    }

    /** Who says it may stand behind what is said. */
    private void message(JsonParser json) throws IOException {
        var first = texts.size();
        var role = new String[] {USER};
        object(json, (name, value) -> {
            switch (name) {
                case "role" -> role[0] = value.getText();
                case "content" -> textOr(value, () -> elements(value, () -> part(value)));
                case "tool_calls" -> elements(value, () -> object(value, this::call));
                case "function_call" -> call("function", value);
                default -> value.skipChildren();
            }
        });
        texts.subList(first, texts.size()).replaceAll(text -> text.withRole(role[0]));
    }

    private void part(JsonParser json) throws IOException {
        var first = texts.size();
        var said = new Extension[1];
        object(json, (name, value) -> {
            switch (name) {
                case "text" -> textOr(value, value::skipChildren);
                case EXTENSION -> said[0] = extension(value);
                default -> value.skipChildren();
            }
        });
        if (said[0] != null) {
            require(texts.size() == first + 1, "is for parts of the type text");
            texts.add(texts.removeLast().with(said[0]));
        }
    }

    private Extension extension(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_OBJECT, "must be an object with untrusted");
        var from = extensionFrom;
        var untrusted = new boolean[1];
        object(json, (name, value) -> {
            require(
                    name.equals("untrusted") && value.currentToken().isBoolean(),
                    "may hold untrusted, which is true or false");
            untrusted[0] = value.getBooleanValue();
        });
        return new Extension(
                untrusted[0], new Span(from, (int) json.currentLocation().getByteOffset()));
    }

    private void call(String name, JsonParser json) throws IOException {
        if (!name.equals("function")) {
            json.skipChildren();
            return;
        }
        object(json, (field, value) -> {
            if (field.equals("arguments") && value.currentToken() == JsonToken.VALUE_STRING) {
                add(Kind.ARGUMENTS, value);
            } else {
                value.skipChildren();
            }
        });
    }

    private void textOr(JsonParser json, Else otherwise) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            add(Kind.CONTENT, json);
        } else {
            otherwise.read();
        }
    }

    private interface Else {
        void read() throws IOException;
    }

    private void add(Kind kind, JsonParser json) throws IOException {
        var from = (int) json.currentTokenLocation().getByteOffset();
        var text = json.getText();
        var to = (int) json.currentLocation().getByteOffset();
        texts.add(new PromptText(USER, kind, text, new Span(from, to), null));
    }

    private static void elements(JsonParser json, Else element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    private void object(JsonParser json, Member member) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            if (name.equals(EXTENSION)) {
                extensionFrom = (int) json.currentTokenLocation().getByteOffset();
            }
            json.nextToken();
            member.read(name, json);
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw ProblemException.invalid(EXTENSION, message);
        }
    }
}

package io.focusforge.orchestrator.modelstream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What is used here of one frame of a stream of chat completions; read without a tree. */
final class Chunk {
    private static final JsonFactory JSON = new JsonFactory();

    private String text;
    private String model;
    private String finish;
    private String error;
    private String message;
    private int promptTokens;
    private int answerTokens;

    private Chunk() {}

    static Chunk read(String data) throws IOException {
        var chunk = new Chunk();
        try (var parser = JSON.createParser(data)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken().isScalarValue()) {
                    chunk.take(parser, parent(parser), parser.currentName());
                }
            }
        }
        return chunk;
    }

    /** Null where it has none, as are the others. */
    String text() {
        return text;
    }

    String model() {
        return model;
    }

    String finish() {
        return finish;
    }

    String error() {
        return error;
    }

    String message() {
        return message;
    }

    int promptTokens() {
        return promptTokens;
    }

    int answerTokens() {
        return answerTokens;
    }

    private void take(JsonParser parser, String parent, String name) throws IOException {
        if (name == null || parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        switch (parent + "." + name) {
            case "delta.content" -> text = parser.getText();
            case ".model" -> model = parser.getText();
            case "choices.finish_reason" -> finish = parser.getText();
            case "error.code" -> error = parser.getText();
            case "error.message" -> message = parser.getText();
            case "usage.prompt_tokens" -> promptTokens = parser.getIntValue();
            case "usage.completion_tokens" -> answerTokens = parser.getIntValue();
            default -> {}
        }
    }

    /** The name of the object around; of an object in an array, that of the array. */
    private static String parent(JsonParser parser) {
        var context = parser.getParsingContext().getParent();
        while (context != null && context.getCurrentName() == null) {
            context = context.getParent();
        }
        return context == null || context.getCurrentName() == null ? "" : context.getCurrentName();
    }
}

package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.focusforge.ai.chat.ChatRequest.Fields;
import io.focusforge.ai.chat.ChatRequest.Span;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the few fields that we need, in one pass and without a tree. */
final class ChatRequestParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private String model;
    private Span modelSpan;
    private Span messages;
    private boolean stream;
    private boolean includeUsage;
    private Long maxTokens;
    private String conversation;

    /** @throws JsonParseException when the body is not JSON */
    static ChatRequest parse(byte[] body) throws JsonParseException {
        var parser = new ChatRequestParser();
        try (var json = JSON.createParser(body)) {
            parser.read(json);
        } catch (JsonParseException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ChatRequest(body, parser.fields());
    }

    private void read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT
                || json.currentTokenLocation().getByteOffset() < 0) {
            throw new ProblemException(ErrorCode.INVALID_JSON, "The body must be one JSON object in UTF-8.");
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            read(field, json);
        }
        if (json.nextToken() != null) {
            throw new ProblemException(ErrorCode.INVALID_JSON, "Something stands behind the end of the JSON object.");
        }
    }

    private void read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "model" -> readModel(json);
            case "messages" -> readMessages(json);
            case "stream" -> stream = bool("stream", json);
            case "stream_options" -> readStreamOptions(json);
            case "max_tokens", "max_completion_tokens" -> readMaxTokens(json);
            case "metadata" -> readMetadata(json);
            default -> json.skipChildren();
        }
    }

    private void readModel(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "model", "must be a string");
        var from = (int) json.currentTokenLocation().getByteOffset();
        model = json.getText();
        modelSpan = new Span(from, (int) json.currentLocation().getByteOffset());
    }

    private void readMessages(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.START_ARRAY, "messages", "must be an array");
        var from = (int) json.currentTokenLocation().getByteOffset();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(
                    json.currentToken() == JsonToken.START_OBJECT,
                    "messages",
                    "must hold objects with role and content");
            json.skipChildren();
            messages = new Span(from, 0);
        }
        require(messages != null, "messages", "must not be empty");
        messages = new Span(from, (int) json.currentLocation().getByteOffset());
    }

    private void readStreamOptions(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            require(json.currentToken() == JsonToken.VALUE_NULL, "stream_options", "must be an object");
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var option = json.currentName();
            json.nextToken();
            if (option.equals("include_usage")) {
                includeUsage = bool("stream_options.include_usage", json);
            } else {
                json.skipChildren();
            }
        }
    }

    private void readMaxTokens(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            maxTokens = json.getLongValue();
        } else {
            json.skipChildren();
        }
    }

    private void readMetadata(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var key = json.currentName();
            json.nextToken();
            if (key.equals("conversation_id")) {
                conversation = json.getValueAsString();
            }
            json.skipChildren();
        }
    }

    private Fields fields() {
        require(model != null, "model", "is missing; GET /v1/models lists the models");
        require(messages != null, "messages", "is missing");
        return new Fields(model, modelSpan, messages, stream, includeUsage, maxTokens, conversation);
    }

    private static boolean bool(String field, JsonParser json) {
        var token = json.currentToken();
        require(token.isBoolean() || token == JsonToken.VALUE_NULL, field, "must be true or false");
        return token == JsonToken.VALUE_TRUE;
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw ProblemException.invalid(field, message);
        }
    }
}

package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.focusforge.ai.chat.ChatRequest.Fields;
import io.focusforge.ai.chat.ChatRequest.Span;
import io.focusforge.ai.request.ChatMessages;
import io.focusforge.ai.request.ChatParameters;
import io.focusforge.ai.request.RequestJson;
import io.focusforge.ai.request.TextPrompt;
import io.focusforge.common.problem.ProblemException;
import java.io.IOException;

/** Reads the few fields that we need, in one pass and without a tree. */
final class ChatRequestParser {
    private final Endpoint endpoint;
    private String model;
    private Span modelSpan;
    private Span messages;
    private boolean stream;
    private boolean includeUsage;
    private Long maxTokens;
    private String conversation;

    private ChatRequestParser(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** @throws JsonParseException when the body is not JSON */
    static ChatRequest parse(byte[] body, Endpoint endpoint) throws JsonParseException {
        var parser = new ChatRequestParser(endpoint);
        return new ChatRequest(body, endpoint, RequestJson.read(body, parser::read));
    }

    private Fields read(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var field = json.currentName();
            json.nextToken();
            read(field, json);
        }
        RequestJson.requireEnd(json);
        return fields();
    }

    private void read(String field, JsonParser json) throws IOException {
        switch (field) {
            case "model" -> readModel(json);
            case "messages", "prompt" -> readPrompt(field, json);
            case "stream" -> stream = bool("stream", json);
            case "stream_options" -> readStreamOptions(json);
            case "max_tokens", "max_completion_tokens" -> readMaxTokens(field, json);
            case "metadata" -> readMetadata(json);
            default -> ChatParameters.check(field, json);
        }
    }

    private void readModel(JsonParser json) throws IOException {
        require(json.currentToken() == JsonToken.VALUE_STRING, "model", "must be a string");
        var from = (int) json.currentTokenLocation().getByteOffset();
        model = json.getText();
        modelSpan = new Span(from, (int) json.currentLocation().getByteOffset());
    }

    private void readPrompt(String field, JsonParser json) throws IOException {
        if (!field.equals(endpoint.prompt())) {
            json.skipChildren();
            return;
        }
        var from = (int) json.currentTokenLocation().getByteOffset();
        switch (endpoint) {
            case CHAT -> ChatMessages.checkAll(json);
            case TEXT -> TextPrompt.check(json);
        }
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

    private void readMaxTokens(String field, JsonParser json) throws IOException {
        ChatParameters.check(field, json);
        if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            maxTokens = json.getLongValue();
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
        require(messages != null, endpoint.prompt(), "is missing");
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

package io.focusforge.ai.chat;

import com.fasterxml.jackson.core.JsonParseException;
import io.focusforge.common.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * A chat completion as the client asked for it. The body goes to a provider byte for byte, but for the name of the model; so a field
 * that we do not know reaches the provider as it is.
 */
public final class ChatRequest {
    private final byte[] body;
    private final Endpoint endpoint;
    private final Fields fields;

    ChatRequest(byte[] body, Endpoint endpoint, Fields fields) {
        this.body = body;
        this.endpoint = endpoint;
        this.fields = fields;
    }

    /** Where in the body something stands: from, up to but without to. */
    record Span(int from, int to) {}

    /**
     * What we need to know of the body.
     *
     * @param maxTokens of the answer; null when the body does not say
     * @param conversation {@code metadata.conversation_id}; null when there is none
     */
    record Fields(
            String model,
            Span modelSpan,
            Span messages,
            boolean stream,
            boolean includeUsage,
            Long maxTokens,
            String conversation) {}

    /**
     * @throws JsonParseException when the body is not JSON
     * @throws ProblemException when it is not a chat completion
     */
    public static ChatRequest parse(byte[] body) throws JsonParseException {
        return ChatRequestParser.parse(body, Endpoint.CHAT);
    }

    /** The same for a text completion, whose {@code prompt} stands in the place of messages. */
    public static ChatRequest parseText(byte[] body) throws JsonParseException {
        return ChatRequestParser.parse(body, Endpoint.TEXT);
    }

    /** The same call with another body. */
    public ChatRequest withBody(byte[] other) throws JsonParseException {
        return ChatRequestParser.parse(other, endpoint);
    }

    /** Where at a provider it goes. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** The name that the caller asked for. */
    public String model() {
        return fields.model();
    }

    public boolean isStream() {
        return fields.stream();
    }

    /** Whether the client wants the usage at the end of a stream. */
    public boolean includesUsage() {
        return fields.includeUsage();
    }

    /** The most tokens that the answer may have, when the body says so ({@code max_completion_tokens} or {@code max_tokens}). */
    public OptionalLong maxTokens() {
        return fields.maxTokens() == null ? OptionalLong.empty() : OptionalLong.of(fields.maxTokens());
    }

    /** The conversation that it belongs to; null when the body does not say. */
    String conversation() {
        return fields.conversation();
    }

    /** The body as it came. */
    public byte[] body() {
        return body;
    }

    Buffer withModel(String model) {
        var span = fields.modelSpan();
        return Buffer.buffer(body.length + model.length())
                .appendBytes(body, 0, span.from())
                .appendBytes(quoted(model))
                .appendBytes(body, span.to(), body.length - span.to());
    }

    /** The array of messages, or the prompt of a text completion, as JSON. */
    public byte[] messages() {
        return Arrays.copyOfRange(
                body, fields.messages().from(), fields.messages().to());
    }

    private static byte[] quoted(String text) {
        return Json.encode(text).getBytes(StandardCharsets.UTF_8);
    }
}

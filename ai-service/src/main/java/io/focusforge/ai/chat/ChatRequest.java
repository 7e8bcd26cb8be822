package io.focusforge.ai.chat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A chat completion as the client asked for it. The body goes to a provider byte for byte, but for the name of the model; so a field
 * that we do not know reaches the provider as it is.
 */
final class ChatRequest {
    private final byte[] body;
    private final Fields fields;

    ChatRequest(byte[] body, Fields fields) {
        this.body = body;
        this.fields = fields;
    }

    /** Where in the body something stands: from, up to but without to. */
    record Span(int from, int to) {}

    /** What we need to know of the body. */
    record Fields(String model, Span modelSpan, Span messages, boolean stream, boolean includeUsage) {}

    String model() {
        return fields.model();
    }

    boolean isStream() {
        return fields.stream();
    }

    /** Whether the client wants the usage at the end of a stream. */
    boolean includesUsage() {
        return fields.includeUsage();
    }

    Buffer withModel(String model) {
        var span = fields.modelSpan();
        return Buffer.buffer(body.length + model.length())
                .appendBytes(body, 0, span.from())
                .appendBytes(quoted(model))
                .appendBytes(body, span.to(), body.length - span.to());
    }

    /** The array of messages, as JSON. */
    byte[] messages() {
        return Arrays.copyOfRange(
                body, fields.messages().from(), fields.messages().to());
    }

    private static byte[] quoted(String text) {
        return Json.encode(text).getBytes(StandardCharsets.UTF_8);
    }
}

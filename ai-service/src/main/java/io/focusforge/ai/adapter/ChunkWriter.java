package io.focusforge.ai.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** Writes the chunks of one streamed chat completion, as frames of an event stream. */
final class ChunkWriter {
    /** Shows that the provider is at work while it says nothing that is part of the answer. */
    private static final String AT_WORK = ": at work\n\n";

    private final Instant now;
    private JsonNode message;
    private Buffer out = Buffer.buffer();

    ChunkWriter(Instant now) {
        this.now = now;
    }

    /** What was written since the last time. */
    Buffer take() {
        var written = out;
        out = Buffer.buffer();
        return written;
    }

    /** @param begun has the id and the model of all chunks */
    void begin(JsonNode begun) {
        message = begun;
        delta(Json.object().put("role", "assistant").put("content", ""));
    }

    void text(String text) {
        if (!text.isEmpty()) {
            delta(Json.object().put("content", text));
        }
    }

    void toolBegins(int index, JsonNode use) {
        var call = Json.object()
                .put("index", index)
                .put("id", use.path("id").asText())
                .put("type", "function");
        call.putObject("function").put("name", use.path("name").asText()).put("arguments", "");
        tool(call);
    }

    void toolGoesOn(int index, String arguments) {
        var call = Json.object().put("index", index);
        call.putObject("function").put("arguments", arguments);
        tool(call);
    }

    /** @param ownChunk whether the usage comes in a chunk without choices, as OpenAI writes it when it is asked to */
    void finish(String reason, ObjectNode usage, boolean ownChunk) {
        var last = chunk();
        choice(last, Json.object()).put("finish_reason", reason);
        if (ownChunk) {
            write(last);
            last = chunk();
            last.putArray("choices");
        }
        last.set("usage", usage);
        write(last);
    }

    void done() {
        out.appendString("data: [DONE]\n\n");
    }

    void atWork() {
        if (message != null) {
            out.appendString(AT_WORK);
        }
    }

    private void tool(ObjectNode call) {
        var delta = Json.object();
        delta.putArray("tool_calls").add(call);
        delta(delta);
    }

    private void delta(ObjectNode delta) {
        var chunk = chunk();
        choice(chunk, delta).putNull("finish_reason");
        write(chunk);
    }

    private ObjectNode chunk() {
        if (message == null) {
            throw new UpstreamFailure(Kind.BROKEN, "the stream does not begin with a message");
        }
        return Json.object()
                .put("id", message.path("id").asText())
                .put("object", "chat.completion.chunk")
                .put("created", now.getEpochSecond())
                .put("model", message.path("model").asText());
    }

    private static ObjectNode choice(ObjectNode chunk, ObjectNode delta) {
        var choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        return choice;
    }

    private void write(ObjectNode chunk) {
        out.appendString("data: ").appendBuffer(Json.write(chunk)).appendString("\n\n");
    }
}

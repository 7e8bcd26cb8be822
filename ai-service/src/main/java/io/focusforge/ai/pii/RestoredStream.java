package io.focusforge.ai.pii;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.ai.chat.AnswerSink;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/**
 * The client, with what the placeholders of a stream stand for put back. The end of a piece that may be the beginning of a placeholder waits
 * for the next piece of the same text, or for the end of its choice.
 */
final class RestoredStream implements AnswerSink {
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";
    private static final String RESTART = "focusforge_restart";

    private final AnswerSink client;
    private final HeldBack held;
    private ObjectNode lastChunk;

    RestoredStream(AnswerSink client, Masks masks) {
        this.client = client;
        this.held = new HeldBack(new Placeholders(masks));
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }

    @Override
    public void write(Buffer bytes) {
        var written = new StringBuilder(bytes.length() + 64);
        var text = bytes.toString(StandardCharsets.UTF_8);
        for (var from = 0; from < text.length(); ) {
            var newline = text.indexOf('\n', from);
            var to = newline < 0 ? text.length() : newline + 1;
            writeLine(text.substring(from, to), written);
            from = to;
        }
        client.write(Buffer.buffer(written.toString()));
    }

    /** Nothing comes any more: what waited was no placeholder. */
    void end() {
        var rest = rest();
        if (!rest.isEmpty() && client.hasBegun()) {
            client.write(Buffer.buffer(rest));
        }
    }

    private void writeLine(String line, StringBuilder written) {
        if (!line.startsWith(DATA)) {
            written.append(line);
            return;
        }
        var data = line.substring(DATA.length()).strip();
        if (data.equals(DONE)) {
            written.append(rest()).append(line);
            return;
        }
        var chunk = data.startsWith("{") ? Trees.read(data.getBytes(StandardCharsets.UTF_8)) : null;
        written.append(chunk instanceof ObjectNode object ? frameLine(object, line) : line);
    }

    private String frameLine(ObjectNode chunk, String line) {
        if (chunk.has(RESTART)) {
            held.forget();
            return line;
        }
        held.restore(chunk);
        if (!chunk.path("choices").isEmpty()) {
            lastChunk = chunk;
        }
        return data(chunk) + "\n";
    }

    /** A chunk like the last one, with what has waited in vain. */
    private String rest() {
        if (lastChunk == null || held.isEmpty()) {
            return "";
        }
        var chunk = lastChunk.deepCopy();
        chunk.remove("usage");
        chunk.set("choices", held.choices());
        return data(chunk) + "\n\n";
    }

    private static String data(JsonNode chunk) {
        return DATA + " " + new String(Trees.write(chunk), StandardCharsets.UTF_8);
    }
}

package io.focusforge.ai.adapter;

import io.focusforge.ai.provider.UpstreamFailure;
import io.focusforge.ai.provider.UpstreamFailure.Kind;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts an event stream into the data of its events, however it was cut on the way. */
final class EventData {
    static final int LONGEST = 4 * 1024 * 1024;
    private static final String DATA = "data:";

    private final Consumer<byte[]> reader;
    private Buffer line = Buffer.buffer();
    private Buffer data = Buffer.buffer();

    EventData(Consumer<byte[]> reader) {
        this.reader = reader;
    }

    /** @throws UpstreamFailure when an event is too long */
    void add(Buffer chunk) {
        var from = 0;
        for (var i = 0; i < chunk.length(); i++) {
            if (chunk.getByte(i) == '\n') {
                line.appendBuffer(chunk, from, i - from);
                take();
                from = i + 1;
            }
        }
        line.appendBuffer(chunk, from, chunk.length() - from);
        if (line.length() + data.length() > LONGEST) {
            throw new UpstreamFailure(Kind.BROKEN, "an event of more than %d bytes".formatted(LONGEST));
        }
    }

    private void take() {
        var text = line.toString(StandardCharsets.UTF_8).stripTrailing();
        line = Buffer.buffer();
        if (text.startsWith(DATA)) {
            data.appendString(text.substring(DATA.length()));
        } else if (text.isEmpty() && data.length() > 0) {
            var whole = data.getBytes();
            data = Buffer.buffer();
            reader.accept(whole);
        }
    }
}

package io.focusforge.orchestrator.modelstream;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Cuts a {@code text/event-stream} into the data of its events, however its bytes are cut. One line of data an event, as OpenAI writes it. */
final class Frames {
    private static final String DATA = "data:";
    private static final int LONGEST = 1 << 20;

    private Buffer rest = Buffer.buffer();

    /** @throws IllegalStateException when an event has no end */
    List<String> read(Buffer more) {
        var bytes = rest.length() == 0 ? more : rest.appendBuffer(more);
        var data = new ArrayList<String>();
        var from = 0;
        for (var i = 0; i < bytes.length(); i++) {
            if (bytes.getByte(i) == '\n') {
                line(bytes.getString(from, i), data);
                from = i + 1;
            }
        }
        rest = bytes.getBuffer(from, bytes.length());
        if (rest.length() > LONGEST) {
            throw new IllegalStateException("an event of a model's stream is too long");
        }
        return data;
    }

    private static void line(String line, List<String> data) {
        if (line.startsWith(DATA)) {
            data.add(line.substring(DATA.length()).strip());
        }
    }
}

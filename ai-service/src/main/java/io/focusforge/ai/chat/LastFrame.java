package io.focusforge.ai.chat;

import io.focusforge.ai.error.OpenAiError;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Holds {@code [DONE]} back until the call is settled, so that the cost of a stream can be told before it. It is told in a comment, which
 * clients of event streams pass over.
 */
final class LastFrame implements AnswerSink {
    private static final byte[] DONE = EventStream.DONE.getBytes(StandardCharsets.US_ASCII);
    private static final String DATA = "data:";
    private static final int LONGEST_PREFIX = DATA.length() + 1;

    private final EventStream client;
    private Buffer held;

    LastFrame(EventStream client) {
        this.client = client;
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public void write(Buffer bytes) {
        var from = lastFrame(bytes);
        if (from < 0) {
            client.write(bytes);
            return;
        }
        if (from > 0) {
            client.write(bytes.slice(0, from));
        }
        held = bytes.slice(from, bytes.length());
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }

    /** @param cost micro-dollars; empty when the headers have told it, or nobody knows it */
    Void end(OptionalLong cost) {
        tell(cost);
        if (held != null) {
            client.write(held);
        }
        client.end();
        return null;
    }

    Void fail(OpenAiError error, OptionalLong cost) {
        tell(cost);
        client.fail(error);
        return null;
    }

    private void tell(OptionalLong cost) {
        if (cost.isPresent()) {
            client.tellCost(cost.getAsLong());
        }
    }

    /** @return where the frame begins that says {@code [DONE]}; negative when this is not the last thing in it */
    static int lastFrame(Buffer bytes) {
        var end = bytes.length();
        while (end > 0 && isLineEnd(bytes.getByte(end - 1))) {
            end--;
        }
        var done = end - DONE.length;
        for (var i = 0; i < DONE.length; i++) {
            if (done < 0 || bytes.getByte(done + i) != DONE[i]) {
                return -1;
            }
        }
        return lineOf(bytes, done);
    }

    private static int lineOf(Buffer bytes, int done) {
        var from = done;
        while (from > 0 && done - from <= LONGEST_PREFIX && !isLineEnd(bytes.getByte(from - 1))) {
            from--;
        }
        return bytes.getString(from, done).strip().equals(DATA) ? from : -1;
    }

    private static boolean isLineEnd(byte character) {
        return character == '\n' || character == '\r';
    }
}

package io.focusforge.ai.chat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Hands an answer on, and keeps its beginning and its end for the span: in between is only text. */
final class SeenSink implements AnswerSink {
    /** In the last frames are the reason for the end, the usage and the mark of the end. */
    private static final int LAST = 3;

    private final AnswerSink client;
    private final int most;
    private final Buffer beginning = Buffer.buffer();
    private final Deque<Buffer> last = new ArrayDeque<>(LAST + 1);
    private long first;

    /** @param most bytes to be kept from the beginning on, not counting what comes first */
    SeenSink(AnswerSink client, int most) {
        this.client = client;
        this.most = most;
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public void write(Buffer bytes) {
        see(bytes);
        client.write(bytes);
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }

    /** When the first byte came, by {@link System#nanoTime()}; 0 before. */
    long first() {
        return first;
    }

    String seen() {
        var all = Buffer.buffer().appendBuffer(beginning);
        last.forEach(all::appendBuffer);
        return all.toString();
    }

    private void see(Buffer bytes) {
        if (first == 0) {
            first = System.nanoTime();
        }
        if (beginning.length() == 0 || beginning.length() + bytes.length() <= most) {
            beginning.appendBuffer(bytes);
            return;
        }
        last.addLast(bytes);
        if (last.size() > LAST) {
            last.removeFirst();
        }
    }
}

package io.focusforge.ai.cache;

import io.focusforge.ai.chat.AnswerSink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Hands an answer on to the client and to a recording. */
final class RecordingSink implements AnswerSink {
    private final AnswerSink client;
    private final Recording recording;
    private final boolean stream;
    private Buffer whole;

    RecordingSink(AnswerSink client, Recording recording, boolean stream) {
        this.client = client;
        this.recording = recording;
        this.stream = stream;
    }

    @Override
    public boolean hasBegun() {
        return client.hasBegun();
    }

    @Override
    public void write(Buffer bytes) {
        if (!stream) {
            whole = bytes;
        } else if (recording.listens()) {
            recording.add(bytes.getBytes());
        }
        client.write(bytes);
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return client.hasRoom(whenDrained);
    }

    /** All was written, and nothing went wrong. */
    Future<Void> ended(Origin origin) {
        if (stream) {
            return recording.ended(origin);
        }
        if (whole != null) {
            recording.whole(whole.getBytes(), origin);
        }
        return Future.succeededFuture();
    }
}

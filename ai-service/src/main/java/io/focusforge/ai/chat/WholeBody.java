package io.focusforge.ai.chat;

import io.vertx.core.buffer.Buffer;

/** Holds an answer in one piece until the call is settled. */
public final class WholeBody implements AnswerSink {
    private Buffer body;

    @Override
    public boolean hasBegun() {
        return body != null;
    }

    @Override
    public void write(Buffer bytes) {
        body = bytes;
    }

    @Override
    public boolean hasRoom(Runnable whenDrained) {
        return true;
    }

    public Buffer body() {
        return body;
    }
}

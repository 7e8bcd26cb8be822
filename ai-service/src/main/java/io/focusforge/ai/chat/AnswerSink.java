package io.focusforge.ai.chat;

import io.vertx.core.buffer.Buffer;

/** Where an answer goes: JSON in one piece, or whole frames of an event stream, ending with {@code [DONE]}. */
public interface AnswerSink {
    /** Whether something was written. */
    boolean hasBegun();

    void write(Buffer bytes);

    /** @return false when the client reads too slowly; then {@code whenDrained} is called as soon as it has caught up */
    boolean hasRoom(Runnable whenDrained);
}

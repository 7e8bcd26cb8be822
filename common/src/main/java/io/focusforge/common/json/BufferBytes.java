package io.focusforge.common.json;

import io.vertx.core.buffer.Buffer;

/** The bytes of buffers that nobody changes any more. */
public final class BufferBytes {
    private BufferBytes() {}

    /** Its own array where that holds nothing else, a copy otherwise. Neither it nor the buffer is to be changed. */
    public static byte[] of(Buffer buffer) {
        var bytes = buffer.getByteBuf();
        return bytes.hasArray() && bytes.array().length == buffer.length() ? bytes.array() : buffer.getBytes();
    }
}

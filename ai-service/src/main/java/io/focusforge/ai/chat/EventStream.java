package io.focusforge.ai.chat;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.common.sse.SseEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;

/** The client's end of a streamed answer. The status is sent with the first bytes; what goes wrong later is said in the stream. */
final class EventStream {
    static final String DONE = "[DONE]";

    private final HttpServerResponse response;
    private volatile boolean begun;

    EventStream(HttpServerResponse response) {
        this.response = response;
    }

    boolean hasBegun() {
        return begun;
    }

    void write(Buffer bytes) {
        begin();
        response.write(bytes);
    }

    void data(String json) {
        write(Buffer.buffer(SseEvent.data(json).encode()));
    }

    /** @return false when the client reads too slowly; then {@code whenDrained} is called as soon as it has caught up */
    boolean hasRoom(Runnable whenDrained) {
        if (!response.writeQueueFull()) {
            return true;
        }
        response.drainHandler(drained -> whenDrained.run());
        return false;
    }

    void end() {
        begin();
        response.end();
    }

    /** Ends a stream that has begun and cannot go on. */
    void fail(OpenAiError error) {
        if (!response.closed()) {
            data(Json.encode(error));
            end();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            response.setChunked(true)
                    .putHeader("Content-Type", SseEvent.MEDIA_TYPE)
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("X-Accel-Buffering", "no");
        }
    }

    /** Written by the stream itself: what a resource returns in place of a body. */
    enum Written {
        ALREADY
    }
}

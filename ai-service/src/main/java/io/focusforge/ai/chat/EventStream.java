package io.focusforge.ai.chat;

import io.focusforge.ai.error.OpenAiError;
import io.focusforge.common.sse.SseEvent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;

/** The client's end of a streamed answer. The status is sent with the first bytes; what goes wrong later is said in the stream. */
public final class EventStream implements AnswerSink {
    static final String DONE = "[DONE]";

    private final HttpServerResponse response;
    private boolean begun;

    public EventStream(HttpServerResponse response) {
        this.response = response;
    }

    /** One frame of an event stream. */
    static Buffer frame(String data) {
        return Buffer.buffer(SseEvent.data(data).encode());
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    /** Behind the first bytes nobody reads the headers any more, which an open stream would hold as long as it lasts. */
    @Override
    public void write(Buffer bytes) {
        if (begun) {
            response.write(bytes);
        } else {
            begin();
            response.write(bytes).onSuccess(sent -> response.headers().clear());
        }
    }

    /** What a provider still sends to a stream that is over needs no room. */
    @Override
    public boolean hasRoom(Runnable whenDrained) {
        if (response.ended() || response.closed() || !response.writeQueueFull()) {
            return true;
        }
        response.drainHandler(drained -> whenDrained.run());
        return false;
    }

    /** In a comment: the headers are gone, and a frame would be taken for a part of the answer. */
    public void tellCost(long micros) {
        if (!response.closed()) {
            write(Buffer.buffer(": " + AnswerHeaders.COST + ": " + micros + "\n\n"));
        }
    }

    public void end() {
        begin();
        response.end();
    }

    /** Ends a stream that has begun and cannot go on. */
    public void fail(OpenAiError error) {
        if (!response.closed()) {
            write(frame(Json.encode(error)));
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
}

package io.focusforge.common.sse;

import io.vertx.core.http.HttpServerResponse;

/** An answer that goes on. What is written after the client has gone is lost, which is all right. */
public final class HttpOutlet implements Outlet {
    private final HttpServerResponse response;
    private boolean begun;

    public HttpOutlet(HttpServerResponse response) {
        this.response = response;
    }

    @Override
    public boolean hasRoom() {
        return !response.writeQueueFull();
    }

    @Override
    public boolean isGone() {
        return response.closed() || response.ended();
    }

    @Override
    public synchronized void write(String frames) {
        if (!isGone()) {
            begin();
            response.write(frames);
        }
    }

    @Override
    public synchronized void end() {
        if (!isGone()) {
            begin();
            response.end();
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

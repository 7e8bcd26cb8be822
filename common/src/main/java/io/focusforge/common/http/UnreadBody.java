package io.focusforge.common.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * What a client still sends after it has got its answer. A little is read, so that the connection can be used again; before much of
 * it the connection is closed, but not before the client had time to read the answer (RFC 9112 §9.6).
 */
public final class UnreadBody {
    private static final long LITTLE = 64 * 1024;
    private static final long AT_MOST = 16 * 1024 * 1024;
    private static final long LINGER_MILLIS = 2000;

    private final HttpServerRequest request;
    private final boolean closing;
    private long discarded;

    private UnreadBody(HttpServerRequest request, boolean closing) {
        this.request = request;
        this.closing = closing;
    }

    public static UnreadBody of(HttpServerRequest request) {
        return new UnreadBody(request, request.version() != HttpVersion.HTTP_2 && !isLittle(request));
    }

    /** Tells the client that the connection ends. */
    public void announce(HttpServerResponse response) {
        if (closing) {
            response.putHeader("connection", "close");
        }
    }

    public void discard(Vertx vertx) {
        if (!request.isEnded()) {
            request.handler(data -> discarded(data.length()));
            if (closing) {
                request.endHandler(end -> close());
            }
            request.resume();
        }
        if (closing) {
            vertx.setTimer(LINGER_MILLIS, late -> close());
        }
    }

    private void discarded(int length) {
        discarded += length;
        if (discarded > AT_MOST) {
            close();
        }
    }

    private void close() {
        request.connection().close();
    }

    private static boolean isLittle(HttpServerRequest request) {
        if (request.isEnded()) {
            return true;
        }
        if (request.getHeader("expect") != null || request.getHeader("transfer-encoding") != null) {
            return false;
        }
        return BodyLength.of(request.headers()) <= LITTLE;
    }
}

package io.focusforge.ai.adapter;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamPriority;
import io.vertx.core.net.NetSocket;
import java.util.List;

/** An answer as it came, but for its bytes. */
abstract class DelegatingResponse implements HttpClientResponse {
    protected final HttpClientResponse raw;

    DelegatingResponse(HttpClientResponse raw) {
        this.raw = raw;
    }

    @Override
    public HttpClientResponse exceptionHandler(Handler<Throwable> handler) {
        raw.exceptionHandler(handler);
        return this;
    }

    @Override
    public HttpClientResponse pause() {
        raw.pause();
        return this;
    }

    @Override
    public HttpClientResponse resume() {
        raw.resume();
        return this;
    }

    @Override
    public HttpClientResponse fetch(long amount) {
        raw.fetch(amount);
        return this;
    }

    @Override
    public Future<Buffer> body() {
        return Future.failedFuture(new UnsupportedOperationException("a translated answer is read as it comes"));
    }

    @Override
    public Future<Void> end() {
        return raw.end();
    }

    @Override
    public HttpVersion version() {
        return raw.version();
    }

    @Override
    public int statusCode() {
        return raw.statusCode();
    }

    @Override
    public String statusMessage() {
        return raw.statusMessage();
    }

    @Override
    public MultiMap headers() {
        return raw.headers();
    }

    @Override
    public String getHeader(String name) {
        return raw.getHeader(name);
    }

    @Override
    public String getHeader(CharSequence name) {
        return raw.getHeader(name);
    }

    @Override
    public String getTrailer(String name) {
        return raw.getTrailer(name);
    }

    @Override
    public MultiMap trailers() {
        return raw.trailers();
    }

    @Override
    public List<String> cookies() {
        return raw.cookies();
    }

    @Override
    public NetSocket netSocket() {
        return raw.netSocket();
    }

    @Override
    public HttpClientRequest request() {
        return raw.request();
    }

    @Override
    public HttpClientResponse customFrameHandler(Handler<HttpFrame> handler) {
        raw.customFrameHandler(handler);
        return this;
    }

    @Override
    public HttpClientResponse streamPriorityHandler(Handler<StreamPriority> handler) {
        raw.streamPriorityHandler(handler);
        return this;
    }
}

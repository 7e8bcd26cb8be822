package io.focusforge.gateway.proxy;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;

/** The headers of an exchange whose answer has begun: they were read and sent, and would be half of what an open stream takes of memory. */
record ReadHeaders(Visit visit, HttpClientRequest outgoing, HttpClientResponse incoming) {
    /** On the event loop of the visit, behind the first piece of the answer. */
    void forget() {
        outgoing.headers().clear();
        incoming.headers().clear();
        // of HTTP/2 they are a view of what the connection still works with
        if (visit.request().version() != HttpVersion.HTTP_2 && visit.request().isEnded()) {
            visit.request().headers().clear();
            visit.response().headers().clear();
        }
    }
}

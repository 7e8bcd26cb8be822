package io.focusforge.gateway.proxy;

import io.focusforge.common.http.BodyLength;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.gateway.traffic.Traffic;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.MultiMap;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jboss.logging.Logger;

/**
 * A request that a service answers: both bodies stream, and whoever goes away ends it for the other.
 *
 * <pre>
 *   start ─► connected ─► answered ─► ended
 *     └──────────┴────────────┴─────► refused (nothing was sent yet) or broken (connection closed)
 * </pre>
 */
final class Exchange {
    private static final Logger LOG = Logger.getLogger(Exchange.class);

    private final Visit visit;
    private final Upstream upstream;
    private final ProxyConfig config;
    private final String bearer;
    private HttpClientRequest outgoing;
    private HttpClientResponse answer;
    private Deadline deadline;
    private boolean over;

    Exchange(Visit visit, Upstream upstream, ProxyConfig config, String bearer) {
        this.visit = visit;
        this.upstream = upstream;
        this.config = config;
        this.bearer = bearer;
    }

    void start() {
        deadline = new Deadline(visit.vertx(), config.answerTimeout(), this::late);
        visit.response().closeHandler(closed -> abandon());
        visit.request().exceptionHandler(broken -> abandon());
        upstream.request(visit.request().method(), visit.target()).onComplete(this::connected);
    }

    private void connected(AsyncResult<HttpClientRequest> connection) {
        if (connection.failed()) {
            fail(connection.cause());
            return;
        }
        outgoing = connection.result();
        if (over) {
            outgoing.reset();
            upstream.leave();
            return;
        }
        visit.head().handedOver();
        outgoing.exceptionHandler(this::fail);
        outgoing.response().onComplete(this::answered);
        sendHeaders();
        sendBody();
    }

    private void sendHeaders() {
        var headers = outgoing.headers();
        copy(visit.request().headers(), headers, HeaderRules::reachesService);
        headers.set("authorization", bearer);
        headers.set(TraceContext.HEADER, visit.trace().traceparent());
        headers.set(HeaderRules.REQUEST_ID, visit.trace().traceId());
    }

    private void sendBody() {
        var request = visit.request();
        var length = BodyLength.of(request.headers());
        if (length == BodyLength.UNKNOWN && !isChunked()) {
            outgoing.end();
            request.resume();
            return;
        }
        if (length == BodyLength.UNKNOWN) {
            outgoing.setChunked(true);
        } else {
            outgoing.putHeader("content-length", Long.toString(length));
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
            visit.response().writeContinue();
        }
        var limit = BodyLimit.of(request, config);
        if (limit.mayTakeLong()) {
            deadline.heardFrom(config.answerTimeout());
        }
        new Pump(request, outgoing, length, limit.bytes(), new RequestEvents()).start();
    }

    private boolean isChunked() {
        var request = visit.request();
        return request.headers().contains("transfer-encoding")
                || request.version() == HttpVersion.HTTP_2 && !request.isEnded();
    }

    private void answered(AsyncResult<HttpClientResponse> head) {
        if (head.failed()) {
            fail(head.cause());
            return;
        }
        if (over) {
            return;
        }
        var incoming = head.result();
        answer = incoming;
        incoming.exceptionHandler(this::fail);
        var stream = hasType(incoming, "text/event-stream");
        deadline.heardFrom(stream || mayTakeLong(incoming) ? config.streamIdleTimeout() : null);
        receiveHeaders(incoming);
        receiveBody(incoming, stream ? new ReadHeaders(visit, outgoing, incoming) : null);
        if (stream && visit.request().method() == HttpMethod.GET) {
            visit.isEndless(this::endHere);
        }
    }

    private void receiveHeaders(HttpClientResponse incoming) {
        var response = visit.response().setStatusCode(incoming.statusCode());
        visit.head().heard(incoming.headers());
        LimitHeaders.keepLeast(incoming.headers(), response.headers());
        copy(incoming.headers(), response.headers(), HeaderRules::reachesClient);
        var location = incoming.getHeader("location");
        if (location != null) {
            response.putHeader("location", upstream.publicLocation(location));
        }
    }

    /** @param read what nobody reads any more when the first piece has passed; null for an answer that is no stream */
    private void receiveBody(HttpClientResponse incoming, ReadHeaders read) {
        var response = visit.response();
        var length = BodyLength.of(incoming.headers());
        if (length != BodyLength.UNKNOWN) {
            response.putHeader("content-length", Long.toString(length));
        } else if (mayHaveBody(incoming)) {
            response.setChunked(true);
        }
        new Pump(incoming, response, length, Long.MAX_VALUE, new AnswerEvents(read)).start();
    }

    private boolean mayHaveBody(HttpClientResponse incoming) {
        var status = incoming.statusCode();
        return visit.request().method() != HttpMethod.HEAD && status != 204 && status != 304;
    }

    /** An export, or a file. */
    private static boolean mayTakeLong(HttpClientResponse incoming) {
        return hasType(incoming, "application/x-ndjson") || incoming.getHeader("content-disposition") != null;
    }

    private static boolean hasType(HttpClientResponse incoming, String expected) {
        var type = incoming.getHeader("content-type");
        return type != null && type.startsWith(expected);
    }

    private void late() {
        end(Refusal.of(
                ErrorCode.TIMEOUT,
                "The service did not answer in time; what was asked may have been done nevertheless."));
    }

    private void fail(Throwable cause) {
        if (over) {
            return;
        }
        LOG.warnf("%s, trace %s: %s", upstream.service().key(), visit.trace().traceId(), cause);
        end(
                switch (cause) {
                    case ConnectTimeoutException _ ->
                        Refusal.of(ErrorCode.TIMEOUT, "The service could not be reached in time.");
                    case ConnectionPoolTooBusyException _ ->
                        Refusal.forNow(
                                ErrorCode.OVERLOADED, "Too many requests wait for this service; send fewer at once.");
                    default -> Refusal.forNow(ErrorCode.UNAVAILABLE, "The service is not there right now; try again.");
                });
    }

    /** The client goes on elsewhere, behind the last event that it has got. */
    private void endHere() {
        if (close()) {
            cancel();
            visit.response().end();
            visit.answered();
        }
    }

    private void end(Refusal refusal) {
        if (close()) {
            cancel();
            if (answer != null) {
                visit.takeBack(answer.headers());
            }
            visit.refuse(refusal);
        }
    }

    /** The client has gone away. */
    private void abandon() {
        if (close()) {
            cancel();
            visit.count(Traffic.CLIENT_GONE);
        }
    }

    private void cancel() {
        if (outgoing != null) {
            outgoing.reset();
        }
    }

    private boolean close() {
        if (over) {
            return false;
        }
        over = true;
        deadline.cancel();
        if (outgoing != null) {
            upstream.leave();
        }
        return true;
    }

    private static void copy(MultiMap from, MultiMap to, BiPredicate<String, Set<String>> passes) {
        var connection = HeaderRules.named(from.getAll("connection"));
        from.forEach((name, value) -> {
            if (passes.test(name, connection)) {
                to.add(name, value);
            }
        });
    }

    private final class RequestEvents implements Pump.Events {
        @Override
        public void moved() {
            deadline.heard();
        }

        @Override
        public void ended() {}

        @Override
        public void exceeded() {
            end(BodyLimit.of(visit.request(), config).refusal());
        }
    }

    private final class AnswerEvents implements Pump.Events {
        private ReadHeaders read;

        AnswerEvents(ReadHeaders read) {
            this.read = read;
        }

        @Override
        public void moved() {
            deadline.heard();
            if (read != null) {
                read.forget();
                read = null;
            }
        }

        @Override
        public void ended() {
            if (close()) {
                visit.answered();
            }
        }

        @Override
        public void exceeded() {}
    }
}

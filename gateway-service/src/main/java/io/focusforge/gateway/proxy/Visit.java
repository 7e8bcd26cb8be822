package io.focusforge.gateway.proxy;

import io.focusforge.common.http.PublicPath;
import io.focusforge.common.http.RequestEnd;
import io.focusforge.common.http.UnreadBody;
import io.focusforge.common.overload.Drain;
import io.focusforge.common.overload.OwnPart;
import io.focusforge.common.problem.ProblemRenderer;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.gateway.traffic.Route;
import io.focusforge.gateway.traffic.Traffic;
import io.opentelemetry.api.trace.Span;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** One request in the door: what it is, and how it leaves. All of it happens on the event loop that the request came on. */
final class Visit {
    private final RoutingContext routing;
    private final Context context = Vertx.currentContext();
    private final ErrorBodies errors;
    private final Traffic traffic;
    private final Drain drain;
    private final long entered = System.nanoTime();
    private final Span span;
    private final TraceContext trace;
    private final Route route;
    private final ModelHeaders.Head head;
    private final Deque<Runnable> whenOver = new ArrayDeque<>(4);
    private OwnPart ownPart;

    Visit(RoutingContext routing, Reception.Tools tools) {
        this.routing = routing;
        this.errors = tools.errors();
        this.traffic = tools.traffic();
        this.drain = tools.drain();
        this.route = PublicPath.isNormal(path()) ? Route.of(path()) : Route.NONE;
        this.span = tools.spans().begin(request(), route);
        this.trace = VisitSpans.trace(request(), span);
        this.head = tools.models().open(path());
        response().putHeader(HeaderRules.REQUEST_ID, trace.traceId());
    }

    HttpServerRequest request() {
        return routing.request();
    }

    HttpServerResponse response() {
        return routing.response();
    }

    Vertx vertx() {
        return routing.vertx();
    }

    String path() {
        return request().path();
    }

    /** The target as a service sees it, without scheme and host if the client sent them. */
    String target() {
        var uri = request().uri();
        if (uri.charAt(0) == '/') {
            return uri;
        }
        var query = request().query();
        return query == null ? path() : path() + '?' + query;
    }

    TraceContext trace() {
        return trace;
    }

    Route route() {
        return route;
    }

    /** What an answer of the gateway itself says besides. */
    ModelHeaders.Head head() {
        return head;
    }

    /** Goes on with the visit, whichever thread says so. */
    void resume(Runnable next) {
        if (Vertx.currentContext() == context) {
            next.run();
        } else {
            context.runOnContext(back -> next.run());
        }
    }

    /** Is run, once, when the request has ended, in whichever way. */
    void whenOver(Runnable action) {
        if (whenOver.isEmpty()) {
            RequestEnd.then(routing, this::over);
        }
        whenOver.add(action);
    }

    private void over() {
        for (var action = whenOver.poll(); action != null; action = whenOver.poll()) {
            action.run();
        }
    }

    /** It is the request's turn. */
    void begin(OwnPart part) {
        ownPart = part;
        whenOver.add(part::end);
    }

    /** What is done from now on, others do. */
    void handOver() {
        ownPart.end();
    }

    /** What is answered now has no end of its own. */
    void isEndless(Runnable end) {
        whenOver.add(drain.endless(() -> resume(end)));
    }

    /** Hands the request to the gateway's own resources. {@code bearer} is null for a caller that is not known. */
    void enterResources(String bearer) {
        var headers = request().headers();
        headers.remove("x-api-key");
        if (bearer == null) {
            headers.remove("authorization");
        } else {
            headers.set("authorization", bearer);
        }
        headers.set(TraceContext.HEADER, trace.traceparent());
        RequestEnd.then(routing, () -> count(response().getStatusCode()));
        routing.next();
    }

    /** The answer of a service is through. */
    void answered() {
        if (!request().isEnded()) {
            UnreadBody.of(request()).discard(vertx());
        }
        count(response().getStatusCode());
    }

    /** The answer of a service that did not come to its first byte: what it said of itself is not true of what is answered instead. */
    void takeBack(MultiMap ofService) {
        if (!response().headWritten()) {
            var headers = response().setChunked(false).headers().remove("content-length");
            ofService.names().stream()
                    .filter(name -> HeaderRules.reachesClient(name, Set.of()) && !LimitHeaders.isOne(name))
                    .forEach(headers::remove);
        }
    }

    void refuse(Refusal refusal) {
        if (response().ended() || response().closed()) {
            return;
        }
        if (response().headWritten()) {
            count(refusal.code().status());
            breakOff();
            return;
        }
        var body = errors.render(path(), refusal, trace.traceId());
        response().setStatusCode(refusal.code().status()).putHeader("content-type", body.mediaType());
        if (refusal.retryAfter() != null) {
            response()
                    .putHeader("retry-after", Long.toString(ProblemRenderer.seconds(refusal.retryAfter())))
                    .putHeader(
                            ProblemRenderer.RETRY_AFTER_MS,
                            Long.toString(ProblemRenderer.millis(refusal.retryAfter())));
        }
        head.complete(response().headers(), System.nanoTime() - entered);
        var rest = UnreadBody.of(request());
        rest.announce(response());
        response().end(body.bytes());
        rest.discard(vertx());
        count(refusal.code().status());
    }

    /** The client must not take what it has got for the whole answer. */
    private void breakOff() {
        if (request().version() == HttpVersion.HTTP_2) {
            response().reset();
        } else {
            // Not reset(): Quarkus would go on waiting for the end of this request when it shuts down.
            request().connection().close();
        }
    }

    void count(int status) {
        over();
        traffic.record(route, request().method(), status, System.nanoTime() - entered);
        VisitSpans.end(span, status);
    }
}

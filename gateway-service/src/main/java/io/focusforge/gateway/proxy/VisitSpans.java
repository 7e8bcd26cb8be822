package io.focusforge.gateway.proxy;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.focusforge.common.trace.TraceContext;
import io.focusforge.common.trace.TracingConfig;
import io.focusforge.gateway.traffic.Route;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * A span for each request, under which those of the services stand. It is made here and not by Vert.x, for the gateway hands the trace
 * on by itself; while tracing is disabled nothing is made.
 */
@ApplicationScoped
class VisitSpans {
    private static final AttributeKey<String> METHOD = stringKey("http.request.method");
    private static final AttributeKey<String> PATH = stringKey("url.path");
    private static final AttributeKey<Long> STATUS = longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = stringKey("error.type");
    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final boolean off;
    private final Tracer tracer;

    VisitSpans(TracingConfig config, Tracer tracer) {
        this.off = config.disabled();
        this.tracer = tracer;
    }

    /** @return one that is not valid where there is to be none: probes of a load balancer would be most of them */
    Span begin(HttpServerRequest request, Route route) {
        if (off || route.isOpen()) {
            return Span.getInvalid();
        }
        var method = KNOWN.contains(request.method()) ? request.method().name() : "_OTHER";
        return tracer.spanBuilder(method + ' ' + route.label())
                .setParent(parent(request))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .setAttribute(PATH, request.path())
                .startSpan();
    }

    static TraceContext trace(HttpServerRequest request, Span span) {
        return span.getSpanContext().isValid()
                ? TraceContext.of(span.getSpanContext())
                : TraceContext.continueOrStart(request.getHeader(TraceContext.HEADER));
    }

    static void end(Span span, int status) {
        if (span.isRecording()) {
            span.setAttribute(STATUS, (long) status);
            if (status >= 500) {
                span.setAttribute(ERROR, Integer.toString(status)).setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    private static Context parent(HttpServerRequest request) {
        var header = request.getHeader(TraceContext.HEADER);
        return TraceContext.isValid(header)
                ? Context.root().with(Span.wrap(new TraceContext(header).asParent()))
                : Context.root();
    }
}

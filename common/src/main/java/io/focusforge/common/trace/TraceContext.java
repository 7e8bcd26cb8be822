package io.focusforge.common.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.MDC;

/**
 * The trace that a request belongs to, as W3C Trace Context carries it (https://www.w3.org/TR/trace-context/). The gateway
 * starts one where the client sent none; everybody else passes it on and logs its id.
 */
public record TraceContext(String traceparent) {
    public static final String HEADER = "traceparent";
    public static final String TRACE_ID = "traceId";
    public static final String TENANT = "tenant";
    private static final String TRACEPARENT = "traceparent";
    private static final int LENGTH = 55;

    public static boolean isValid(String traceparent) {
        return traceparent != null
                && traceparent.length() == LENGTH
                && traceparent.startsWith("00-")
                && isId(traceparent, 3, 35)
                && traceparent.charAt(35) == '-'
                && isId(traceparent, 36, 52)
                && traceparent.charAt(52) == '-'
                && isHex(traceparent, 53, LENGTH);
    }

    /** The caller's trace if it sent a valid one, else a new one. */
    public static TraceContext continueOrStart(String traceparent) {
        return isValid(traceparent) ? new TraceContext(traceparent) : start();
    }

    public static TraceContext start() {
        var bytes = new byte[24];
        ThreadLocalRandom.current().nextBytes(bytes);
        var hex = HexFormat.of().formatHex(bytes);
        return new TraceContext("00-" + hex.substring(0, 32) + "-" + hex.substring(32) + "-01");
    }

    public String traceId() {
        return traceparent.substring(3, 35);
    }

    /** Makes this the trace of the current thread's log lines and problems. */
    public void enter() {
        MDC.put(TRACE_ID, traceId());
        MDC.put(TRACEPARENT, traceparent);
    }

    public static String currentTraceId() {
        return (String) MDC.get(TRACE_ID);
    }

    private static boolean isId(String text, int from, int to) {
        return isHex(text, from, to) && text.chars().skip(from).limit(to - from).anyMatch(c -> c != '0');
    }

    private static boolean isHex(String text, int from, int to) {
        for (var at = from; at < to; at++) {
            var c = text.charAt(at);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /** The trace to hand on with a call or an event made by the current thread; where spans are made, from the span that is open. */
    public static TraceContext current() {
        var span = Span.current().getSpanContext();
        return span.isValid() ? of(span) : continueOrStart((String) MDC.get(TRACEPARENT));
    }

    public static TraceContext of(SpanContext span) {
        return new TraceContext("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex());
    }

    /** The same as the parent of a span. */
    public SpanContext asParent() {
        return SpanContext.createFromRemoteParent(
                traceId(), traceparent.substring(36, 52), TraceFlags.fromHex(traceparent, 53), TraceState.getDefault());
    }
}

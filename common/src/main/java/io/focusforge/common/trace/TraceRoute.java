package io.focusforge.common.trace;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts the trace of a request on its log lines, before anything else can refuse it. */
@ApplicationScoped
class TraceRoute {
    private static final int FIRST = 10_000;

    void register(@Observes Filters filters) {
        filters.register(
                request -> {
                    trace(request.request().getHeader(TraceContext.HEADER)).enter();
                    request.next();
                },
                FIRST);
    }

    /** Where spans are made, that of the request has begun by now. */
    private static TraceContext trace(String header) {
        return TraceContext.isValid(header) ? new TraceContext(header) : TraceContext.current();
    }
}

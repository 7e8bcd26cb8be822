package io.focusforge.common.json;

import io.focusforge.common.http.BodyLength;
import io.focusforge.common.http.RequestEnd;
import io.focusforge.common.overload.HeldBodies;
import io.focusforge.common.problem.ProblemWriter;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads JSON on the event loop before a virtual thread is started for it, which would otherwise wait for each part. The size is bounded by
 * {@code focusforge.http.max-body-size}. Only small ones whose length is declared: others are read by whoever takes them, who may not want all
 * of it in memory. Only in HTTP/1, which the services speak to each other: an HTTP/2 request that was read to its end cannot
 * be handed on. The gateway passes bodies on unread, and leaves this out.
 */
@ApplicationScoped
@IfBuildProperty(name = "focusforge.http.whole-bodies", stringValue = "true", enableIfMissing = true)
class WholeBodies {
    /** After the trace, before everything that could lose the first part. */
    private static final int ORDER = 9_000;

    private static final long SMALL = 1_000_000;

    private final BodyHandler reader;
    private final HeldBodies held;
    private final ProblemWriter problems;

    WholeBodies(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
            HeldBodies held,
            ProblemWriter problems) {
        this.reader = BodyHandler.create(false).setBodyLimit(most.asLongValue()).setPreallocateBodyBuffer(true);
        this.held = held;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, ORDER);
    }

    private void read(RoutingContext context) {
        var request = context.request();
        var length = BodyLength.of(request.headers());
        if (request.version() != HttpVersion.HTTP_2 && isJson(request) && isSmall(length)) {
            hold(context, length);
        } else {
            context.next();
        }
    }

    private void hold(RoutingContext context, long bytes) {
        if (held.take(bytes)) {
            RequestEnd.then(context, () -> held.give(bytes));
            context.request().resume();
            reader.handle(context);
        } else {
            problems.refuse(context, HeldBodies.refusal());
        }
    }

    private static boolean isSmall(long length) {
        return length > 0 && length < SMALL;
    }

    private static boolean isJson(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("application/json");
    }
}

package io.focusforge.common.json;

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

    /** Digits of the length, up to 999,999 bytes. */
    private static final int SMALL = 6;

    private final BodyHandler reader;

    WholeBodies(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.reader = BodyHandler.create(false).setBodyLimit(most.asLongValue());
    }

    void register(@Observes Filters filters) {
        filters.register(this::read, ORDER);
    }

    private void read(RoutingContext context) {
        var request = context.request();
        if (request.version() != HttpVersion.HTTP_2 && isJson(request) && isSmall(request)) {
            request.resume();
            reader.handle(context);
        } else {
            context.next();
        }
    }

    private static boolean isJson(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("application/json");
    }

    private static boolean isSmall(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.length() <= SMALL && !length.equals("0");
    }
}

package io.focusforge.common.http;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Vert.x takes two event loops for each processor, of which one wakes the other for half of all requests. One for each does the same work for less. */
@ApplicationScoped
class EventLoops implements VertxOptionsCustomizer {
    private final EventLoopsConfig config;

    EventLoops(EventLoopsConfig config) {
        this.config = config;
    }

    @Override
    public void accept(VertxOptions options) {
        options.setEventLoopPoolSize(config.count().orElseGet(Runtime.getRuntime()::availableProcessors));
    }
}

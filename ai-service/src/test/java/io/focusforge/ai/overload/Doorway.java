package io.focusforge.ai.overload;

import io.focusforge.common.overload.Applicant;
import io.focusforge.common.overload.OverloadConfig;
import io.focusforge.common.overload.Priority;
import io.focusforge.common.overload.Turnstile;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Stands behind the door, and counts how many are worked on whenever one with the header {@value #COUNT} comes by; and in front of it, where it
 * makes the event loop too late for what is not urgent when there is the header {@value #LATE}.
 */
@ApplicationScoped
class Doorway {
    static final String COUNT = "x-test-count";
    static final String LATE = "x-test-late";
    private static final int BEFORE = 9_610;
    private static final int ORDER = 8_400;
    private static final Applicant BEFORE_IT = new Applicant(UUID.randomUUID(), Priority.NORMAL);
    private static final Duration MARGIN = Duration.ofMillis(20);

    private final Queue<Double> counts = new ConcurrentLinkedQueue<>();
    private final MeterRegistry meters;
    private final Turnstile turnstile;
    private final OverloadConfig config;

    Doorway(MeterRegistry meters, Turnstile turnstile, OverloadConfig config) {
        this.meters = meters;
        this.turnstile = turnstile;
        this.config = config;
    }

    Queue<Double> counts() {
        return counts;
    }

    void register(@Observes Filters filters) {
        filters.register(this::delay, BEFORE);
        filters.register(this::pass, ORDER);
    }

    private void delay(RoutingContext http) {
        if (http.request().getHeader(LATE) != null) {
            turnstile.behind(BEFORE_IT);
            var half = config.maxWait().dividedBy(2);
            var until = System.nanoTime() + half.plus(MARGIN).toNanos();
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        http.next();
    }

    private void pass(RoutingContext http) {
        if (http.request().getHeader(COUNT) != null) {
            counts.add(meters.get("focusforge.overload.inflight").gauge().value());
        }
        http.next();
    }
}

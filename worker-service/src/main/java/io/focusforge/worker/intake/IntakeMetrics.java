package io.focusforge.worker.intake;

import io.focusforge.worker.handler.Handlers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts accepted jobs by type; types without a handler are one, so that the label stays bounded. */
@ApplicationScoped
class IntakeMetrics {
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;
    private final Handlers handlers;

    IntakeMetrics(MeterRegistry registry, Handlers handlers) {
        this.registry = registry;
        this.handlers = handlers;
    }

    void accepted(List<String> types) {
        for (var type : types) {
            var label = handlers.find(type).isPresent() ? type : UNKNOWN;
            registry.counter("focusforge_jobs_accepted", "type", label).increment();
        }
    }
}

package io.focusforge.worker.intake;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.signal.QueueTraffic;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts accepted jobs by type; types without a handler are one, so that the label stays bounded. */
@ApplicationScoped
class IntakeMetrics {
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;
    private final Handlers handlers;
    private final QueueTraffic traffic;

    IntakeMetrics(MeterRegistry registry, Handlers handlers, QueueTraffic traffic) {
        this.registry = registry;
        this.handlers = handlers;
        this.traffic = traffic;
    }

    void accepted(List<Stored.One> jobs) {
        traffic.arrived(jobs.stream()
                .map(one -> one.placed().job())
                .map(job -> new QueueTraffic.Passage(job.key().tenant(), job.queue())));
        jobs.stream()
                .collect(groupingBy(one -> label(one.placed().job().type()), counting()))
                .forEach((type, count) -> registry.counter("focusforge_jobs_accepted", "type", type)
                        .increment(count));
    }

    private String label(String type) {
        return handlers.find(type).isPresent() ? type : UNKNOWN;
    }
}

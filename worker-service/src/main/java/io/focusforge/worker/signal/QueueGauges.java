package io.focusforge.worker.signal;

import io.focusforge.worker.job.JobsConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.ToDoubleFunction;

/** Shows the newest count on {@code /q/metrics}: seven gauges for each configured queue, the same on all replicas. */
@ApplicationScoped
class QueueGauges {
    private final QueueSignals signals;
    private final MeterRegistry registry;

    QueueGauges(QueueSignals signals, MeterRegistry registry) {
        this.signals = signals;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event, JobsConfig config) {
        config.queues().forEach(this::register);
    }

    private void register(String queue) {
        gauge(queue, "ready", QueueStats::ready);
        gauge(queue, "running", QueueStats::running);
        gauge(queue, "delayed", QueueStats::delayed);
        gauge(queue, "dead", QueueStats::dead);
        gauge(queue, "oldest_age_seconds", QueueStats::oldestAgeSeconds);
        gauge(queue, "arrival_per_second", QueueStats::arrivalPerSecond);
        gauge(queue, "service_per_second", QueueStats::servicePerSecond);
    }

    private void gauge(String queue, String name, ToDoubleFunction<QueueStats> value) {
        Gauge.builder("focusforge_queue_" + name, signals, newest -> newest.of(queue)
                        .map(stats -> value.applyAsDouble(stats))
                        .orElse(Double.NaN))
                .tag("queue", queue)
                .register(registry);
    }
}

package io.focusforge.worker.signal;

import io.focusforge.worker.job.JobsConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Shows the newest count on {@code /q/metrics}: for each configured queue, and each class of tenants in it, the same on all replicas. */
@ApplicationScoped
class QueueGauges {
    private static final Map<String, ToDoubleFunction<QueueStats>> VALUES = Map.of(
            "ready", QueueStats::ready,
            "running", QueueStats::running,
            "delayed", QueueStats::delayed,
            "dead", QueueStats::dead,
            "oldest_age_seconds", QueueStats::oldestAgeSeconds,
            "arrival_per_second", QueueStats::arrivalPerSecond,
            "service_per_second", QueueStats::servicePerSecond);

    private final QueueSignals signals;
    private final Forecasts forecasts;
    private final TenantClasses classes;
    private final MeterRegistry registry;

    QueueGauges(QueueSignals signals, Forecasts forecasts, TenantClasses classes, MeterRegistry registry) {
        this.signals = signals;
        this.forecasts = forecasts;
        this.classes = classes;
        this.registry = registry;
    }

    void start(@Observes StartupEvent event, JobsConfig config) {
        config.queues().forEach(this::register);
    }

    private void register(String queue) {
        var tags = Tags.of("queue", queue);
        gauge("queue_forecast_ready", tags, () -> forecasts.of(queue));
        VALUES.forEach((name, value) -> {
            gauge("queue_" + name, tags, () -> signals.of(queue).map(stats -> value.applyAsDouble(stats)));
            classes.labels()
                    .forEach(
                            label -> gauge("queue_class_" + name, tags.and("class", label), () -> signals.byClass(queue)
                                    .map(stats -> value.applyAsDouble(stats.get(label)))));
        });
    }

    private void gauge(String name, Tags tags, Supplier<Optional<Double>> value) {
        Gauge.builder("focusforge_" + name, () -> value.get().orElse(Double.NaN))
                .tags(tags)
                .register(registry);
    }
}

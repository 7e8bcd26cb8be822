package io.focusforge.worker.run;

import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.slot.SlotConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How attempts end and how long they take. Labels are names of known types and queues, and three outcomes. */
@ApplicationScoped
class RunMetrics {
    private static final String UNKNOWN = "unknown";

    private record Label(String queue, String type, String outcome) {}

    private final MeterRegistry registry;
    private final Handlers handlers;
    private final SlotConfig config;
    private final Map<Label, Timer> timers = new ConcurrentHashMap<>();

    RunMetrics(MeterRegistry registry, Handlers handlers, SlotConfig config) {
        this.registry = registry;
        this.handlers = handlers;
        this.config = config;
    }

    void running(Set<Attempt> running) {
        for (var served : config.queues()) {
            registry.gauge(
                    "focusforge_jobs_running",
                    io.micrometer.core.instrument.Tags.of("queue", served.queue()),
                    running,
                    now -> now.stream()
                            .filter(attempt -> attempt.job().queue().equals(served.queue()))
                            .count());
        }
    }

    void ended(Attempt attempt, JobResult result, Duration took) {
        timers.computeIfAbsent(
                        new Label(attempt.job().queue(), type(attempt.job().type()), result.outcome()), this::timer)
                .record(took);
    }

    private Timer timer(Label label) {
        return Timer.builder("focusforge_jobs_attempts")
                .tags("queue", label.queue(), "type", label.type(), "outcome", label.outcome())
                .register(registry);
    }

    private String type(String name) {
        return handlers.find(name).isPresent() ? name : UNKNOWN;
    }
}

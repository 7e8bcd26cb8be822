package io.focusforge.worker.run;

import io.focusforge.worker.handler.Handlers;
import io.focusforge.worker.job.JobResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;

/** How attempts end and how long they take. Labels are names of known types and queues, and three outcomes. */
@ApplicationScoped
class RunMetrics {
    private static final String UNKNOWN = "unknown";

    private final MeterRegistry registry;
    private final Handlers handlers;
    private final RunConfig config;

    RunMetrics(MeterRegistry registry, Handlers handlers, RunConfig config) {
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
        var job = attempt.job();
        Timer.builder("focusforge_jobs_attempts")
                .tags(
                        "queue", job.queue(),
                        "type", handlers.find(job.type()).isPresent() ? job.type() : UNKNOWN,
                        "outcome", result.outcome())
                .register(registry)
                .record(took);
    }
}

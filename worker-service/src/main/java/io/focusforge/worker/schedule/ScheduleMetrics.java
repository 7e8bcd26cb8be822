package io.focusforge.worker.schedule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What schedules do: fires by their outcome, times that were missed, and how late the jobs are made. */
@ApplicationScoped
class ScheduleMetrics {
    private final Counter started;
    private final Counter failed;
    private final Counter waiting;
    private final Counter skipped;
    private final Counter missed;
    private final Timer lag;

    ScheduleMetrics(MeterRegistry registry) {
        this.started = fires(registry, "started");
        this.failed = fires(registry, "failed");
        this.waiting = fires(registry, "waiting");
        this.skipped = fires(registry, "skipped");
        this.missed = registry.counter("focusforge_schedules_missed");
        this.lag = registry.timer("focusforge_schedules_lag");
    }

    /** After the commit. */
    void count(List<Launch> launches, Instant now) {
        launches.forEach(launch -> count(launch, now));
    }

    private void count(Launch launch, Instant now) {
        var plan = launch.plan();
        waiting.increment(plan.waiting().size());
        skipped.increment(plan.skipped().size());
        if (plan.look().missed() != null) {
            missed.increment(plan.look().missed().times());
        }
        if (launch.fire() != null) {
            (launch.draft().isPresent() ? started : failed).increment();
            if (!plan.released() && !launch.fire().manual()) {
                lag.record(Duration.between(launch.fire().dueAt(), now));
            }
        }
    }

    private static Counter fires(MeterRegistry registry, String outcome) {
        return registry.counter("focusforge_schedules_fires", "outcome", outcome);
    }
}

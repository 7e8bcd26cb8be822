package io.focusforge.worker.watch;

import io.focusforge.common.sse.Watch;
import io.focusforge.common.sse.Watches;
import io.focusforge.worker.job.JobKey;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;

/** All who follow jobs at this replica. */
@ApplicationScoped
class JobWatches {
    private final Watches<JobKey, Position> watches;

    JobWatches(Sights sights, WatchConfig config, Clock clock) {
        this.watches = new Watches<>("jobs", sights, config, clock);
    }

    void start(@Observes StartupEvent event, MeterRegistry registry) {
        registry.gauge("focusforge_jobs_watched", watches, Watches::size);
        watches.start();
    }

    void stop(@Observes ShutdownEvent event) {
        watches.stop();
    }

    void add(Watch<JobKey, Position> watch) {
        watches.add(watch);
    }
}

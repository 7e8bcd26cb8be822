package io.focusforge.worker.export;

import io.focusforge.worker.routine.Routines;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks for an export in each period. */
@ApplicationScoped
class ExportClock {
    private final Routines routines;
    private final ExportConfig config;

    ExportClock(Routines routines, ExportConfig config) {
        this.routines = routines;
        this.config = config;
    }

    @Scheduled(every = "{focusforge.export.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        routines.ask(ExportEvents.TYPE, DurationConverter.parseDuration(config.every()));
    }
}

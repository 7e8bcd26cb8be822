package io.focusforge.worker.recover;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobsConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Removes finished jobs past their retention, a little at a time. */
@ApplicationScoped
class Purge {
    private static final int AT_ONCE = 1_000;

    private final SweepStore store;
    private final TenantDatabase database;
    private final JobsConfig config;
    private final Clock clock;

    Purge(SweepStore store, TenantDatabase database, JobsConfig config, Clock clock) {
        this.store = store;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.jobs.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var before = clock.instant().minus(config.retention());
        var removed = AT_ONCE;
        while (removed == AT_ONCE) {
            removed = database.acrossTenants(connection -> store.purge(connection, before, AT_ONCE));
        }
    }
}

package io.focusforge.worker.recover;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.control.JobLookup;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.progress.Leftovers;
import io.focusforge.worker.progress.ProgressConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.stream.Collectors;

/** Removes what jobs have said that are gone themselves, however they went. */
@ApplicationScoped
class ProgressPurge {
    private static final int AT_ONCE = 500;

    private final Leftovers store;
    private final JobLookup jobs;
    private final TenantDatabase database;
    private final ProgressConfig config;
    private final Clock clock;

    ProgressPurge(Leftovers store, JobLookup jobs, TenantDatabase database, ProgressConfig config, Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.progress.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var looked = AT_ONCE;
        while (looked == AT_ONCE) {
            looked = database.acrossTenants(this::some);
        }
    }

    private int some(SqlConnection connection) {
        var now = clock.instant();
        var due = store.due(connection, now, AT_ONCE);
        if (!due.isEmpty()) {
            var there = jobs.summaries(connection, due).stream().map(Job::key).collect(Collectors.toSet());
            var gone = new HashSet<>(due);
            gone.removeAll(there);
            store.remove(connection, gone);
            store.checkAgain(connection, there, now.plus(config.recheck()));
        }
        return due.size();
    }
}

package io.focusforge.worker.flow;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.job.JobsConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Ends what was left to it, and forgets flows past the retention of their root. Replicas sweep side by side. */
@ApplicationScoped
class FlowSweeper {
    private static final Logger LOG = Logger.getLogger(FlowSweeper.class);
    private static final int FORGOTTEN_AT_ONCE = 100;

    private final Leftovers leftovers;
    private final TreeStore trees;
    private final EndingStore endings;
    private final TenantDatabase database;
    private final JobsConfig config;
    private final Clock clock;

    FlowSweeper(
            Leftovers leftovers,
            TreeStore trees,
            EndingStore endings,
            TenantDatabase database,
            JobsConfig config,
            Clock clock) {
        this.leftovers = leftovers;
        this.trees = trees;
        this.endings = endings;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            if (database.acrossTenants(leftovers::end) > 0) {
                endings.committed();
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot end what flows have left behind, trying again: %s", e);
        }
    }

    @Scheduled(every = "{focusforge.jobs.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        var before = clock.instant().minus(config.retention());
        var forgotten = FORGOTTEN_AT_ONCE;
        while (forgotten == FORGOTTEN_AT_ONCE) {
            forgotten = database.acrossTenants(connection -> trees.forget(connection, before, FORGOTTEN_AT_ONCE));
        }
    }
}

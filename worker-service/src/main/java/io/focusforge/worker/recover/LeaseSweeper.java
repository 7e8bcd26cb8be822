package io.focusforge.worker.recover;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Ends the attempts of workers that died, so that their jobs are tried again, or are dead when that was the last attempt. */
@ApplicationScoped
class LeaseSweeper {
    private static final Logger LOG = Logger.getLogger(LeaseSweeper.class);
    private static final JobResult EXPIRED =
            JobResult.retry("lease_expired", "The worker has not been heard of any more.");
    /** Short: what failed is the worker, not what the job calls. */
    private static final RetryPolicy BACKOFF = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final SweepStore store;
    private final EndingStore endings;
    private final TenantDatabase database;
    private final RecoveryConfig config;
    private final Clock clock;

    LeaseSweeper(SweepStore store, EndingStore endings, TenantDatabase database, RecoveryConfig config, Clock clock) {
        this.store = store;
        this.endings = endings;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Replicas sweep side by side. */
    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            var ended = database.acrossTenants(this::endExpired);
            if (ended > 0) {
                endings.committed();
                LOG.warnf("Took %d jobs from workers that have not been heard of", ended);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for jobs of dead workers, trying again: %s", e);
        }
    }

    private int endExpired(SqlConnection connection) {
        var now = clock.instant();
        var ended = store.expired(connection, now, config.batchSize()).stream()
                .map(job -> ending(job, now))
                .toList();
        return ended.isEmpty() ? 0 : endings.end(connection, ended, now).size();
    }

    private static Ending ending(SweepStore.Abandoned job, Instant now) {
        return Ending.of(job.held(), job.state(), EXPIRED, BACKOFF, now, ThreadLocalRandom.current());
    }
}

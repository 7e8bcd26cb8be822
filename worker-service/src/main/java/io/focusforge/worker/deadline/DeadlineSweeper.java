package io.focusforge.worker.deadline;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.recover.RecoveryConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Ends jobs that still wait after their deadline. The claim does not start them meanwhile. Replicas sweep side by side. */
@ApplicationScoped
class DeadlineSweeper {
    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final JobResult EXCEEDED =
            JobResult.failed("deadline_exceeded", "The job could not be started before its deadline.");
    private static final RetryPolicy NEVER_USED = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final DeadlineStore store;
    private final EndingStore endings;
    private final TenantDatabase database;
    private final RecoveryConfig config;
    private final Clock clock;

    DeadlineSweeper(
            DeadlineStore store, EndingStore endings, TenantDatabase database, RecoveryConfig config, Clock clock) {
        this.store = store;
        this.endings = endings;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            var buried = config.batchSize();
            while (buried == config.batchSize()) {
                buried = database.acrossTenants(this::bury);
                if (buried > 0) {
                    endings.committed();
                }
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for jobs past their deadline, trying again: %s", e);
        }
    }

    private int bury(SqlConnection connection) {
        var now = clock.instant();
        var late = store.take(connection, now, config.batchSize());
        if (!late.isEmpty()) {
            endings.end(connection, late.stream().map(job -> ending(job, now)).toList(), now);
        }
        return late.size();
    }

    private static Ending ending(DeadlineStore.Late job, Instant now) {
        return Ending.of(job.held(), job.state(), EXCEEDED, NEVER_USED, now, ThreadLocalRandom.current());
    }
}

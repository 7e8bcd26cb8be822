package io.focusforge.worker.recover;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.finish.FinishObservers;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Ends all jobs whose time is over, a bounded number in a transaction. Replicas sweep side by side. */
@ApplicationScoped
public class JobSweep {
    private final EndingStore endings;
    private final FinishObservers observers;
    private final TenantDatabase database;
    private final RecoveryConfig config;
    private final Clock clock;

    JobSweep(
            EndingStore endings,
            FinishObservers observers,
            TenantDatabase database,
            RecoveryConfig config,
            Clock clock) {
        this.endings = endings;
        this.observers = observers;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** @return how many were ended so */
    public int end(OverdueJobs overdue, JobResult result, RetryPolicy backoff) {
        var all = 0;
        var ended = config.batchSize();
        while (ended == config.batchSize()) {
            ended = database.acrossTenants(connection -> some(connection, overdue, result, backoff));
            if (ended > 0) {
                endings.committed();
            }
            all += ended;
        }
        return all;
    }

    private int some(SqlConnection connection, OverdueJobs overdue, JobResult result, RetryPolicy backoff) {
        var now = clock.instant();
        var found = overdue.find(connection, now, config.batchSize());
        if (found.isEmpty()) {
            return 0;
        }
        observers.before(connection, found);
        var ended = overdue.take(connection, found, now).stream()
                .map(job -> job.end(result, backoff, now))
                .toList();
        return ended.isEmpty() ? 0 : endings.end(connection, ended, now).size();
    }
}

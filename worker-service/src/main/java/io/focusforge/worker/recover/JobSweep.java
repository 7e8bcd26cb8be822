package io.focusforge.worker.recover;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Ends all jobs whose time is over, a bounded number in a transaction. Replicas sweep side by side. */
@ApplicationScoped
public class JobSweep {
    private final EndingStore endings;
    private final TenantDatabase database;
    private final RecoveryConfig config;
    private final Clock clock;

    JobSweep(EndingStore endings, TenantDatabase database, RecoveryConfig config, Clock clock) {
        this.endings = endings;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Finds and locks some. */
    public interface Search {
        List<Overdue> take(SqlConnection connection, Instant now, int limit);
    }

    /** @return how many were ended so */
    public int end(Search search, JobResult result, RetryPolicy backoff) {
        var all = 0;
        var ended = config.batchSize();
        while (ended == config.batchSize()) {
            ended = database.acrossTenants(connection -> some(connection, search, result, backoff));
            if (ended > 0) {
                endings.committed();
            }
            all += ended;
        }
        return all;
    }

    private int some(SqlConnection connection, Search search, JobResult result, RetryPolicy backoff) {
        var now = clock.instant();
        var ended = search.take(connection, now, config.batchSize()).stream()
                .map(job -> job.end(result, backoff, now))
                .toList();
        return ended.isEmpty() ? 0 : endings.end(connection, ended, now).size();
    }
}

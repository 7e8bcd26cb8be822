package io.focusforge.worker.testing;

import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.run.ClaimStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Does the jobs of a queue that the application does not serve, as a worker elsewhere would. */
@ApplicationScoped
public class Hands {
    private static final RetryPolicy AT_ONCE = new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1));

    private final ClaimStore claims;
    private final EndingStore endings;
    private final TenantDatabase database;
    private final AdjustableClock clock;

    Hands(ClaimStore claims, EndingStore endings, TenantDatabase database, AdjustableClock clock) {
        this.claims = claims;
        this.endings = endings;
        this.database = database;
        this.clock = clock;
    }

    public ClaimedJob claim(JobKey job) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> claims.claim(List.of(job)), found -> !found.isEmpty())
                .getFirst();
    }

    public void finish(ClaimedJob job, JobResult result) {
        database.acrossTenants(connection -> end(connection, job, result));
        endings.committed();
    }

    /** In a transaction of the caller; the number of jobs that were ended. */
    public int end(SqlConnection connection, ClaimedJob job, JobResult result) {
        var held = new Ending.Held(
                job.key(), job.fence(), job.type(), job.queue(), job.state().attempt(), job.traceparent());
        var ending = Ending.of(held, job.state(), result, AT_ONCE, clock.instant(), new Random());
        return endings.end(connection, List.of(ending), clock.instant()).size();
    }

    public void does(JobKey job, JobResult result) {
        finish(claim(job), result);
    }
}

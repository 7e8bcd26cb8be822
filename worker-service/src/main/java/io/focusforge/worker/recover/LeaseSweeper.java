package io.focusforge.worker.recover;

import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.postgres.Statement;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Ends the attempts of workers that died, so that their jobs are tried again, or are dead when that was the last attempt. */
@ApplicationScoped
class LeaseSweeper {
    private static final Logger LOG = Logger.getLogger(LeaseSweeper.class);
    private static final OverdueJobs ABANDONED = new OverdueJobs(new Statement("""
            SELECT tenant_id, id FROM jobs WHERE state = 'running' AND lease_until < $1 ORDER BY lease_until LIMIT $2"""), new Statement("""
            SELECT jobs.tenant_id, jobs.id, fence, type, queue, attempt, max_attempts, lease_until, traceparent
            FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS found (tenant_id, id)
                 ON jobs.tenant_id = found.tenant_id AND jobs.id = found.id
            WHERE (state || '') = 'running' AND lease_until < $3 FOR UPDATE OF jobs SKIP LOCKED"""));
    private static final JobResult EXPIRED =
            JobResult.retry("lease_expired", "The worker has not been heard of any more.");
    /** Short: what failed is the worker, not what the job calls. */
    private static final RetryPolicy BACKOFF = new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final JobSweep sweep;

    LeaseSweeper(JobSweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            var ended = sweep.end(ABANDONED, EXPIRED, BACKOFF);
            if (ended > 0) {
                LOG.warnf("Took %d jobs from workers that have not been heard of", ended);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for jobs of dead workers, trying again: %s", e);
        }
    }
}

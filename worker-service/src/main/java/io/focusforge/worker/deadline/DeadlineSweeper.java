package io.focusforge.worker.deadline;

import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.recover.JobSweep;
import io.focusforge.worker.recover.OverdueJobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Ends jobs that still wait after their deadline. The claim does not start them meanwhile. */
@ApplicationScoped
class DeadlineSweeper {
    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final OverdueJobs LATE = new OverdueJobs(
            new Statement("""
            SELECT tenant_id, id FROM jobs WHERE deadline <= $1 AND state IN ('queued', 'dispatched') ORDER BY deadline LIMIT $2"""),
            // held like an attempt, which does not count, until it is ended in the same transaction
            new Statement("""
            WITH late AS (
                SELECT jobs.tenant_id, jobs.id
                FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS found (tenant_id, id)
                     ON jobs.tenant_id = found.tenant_id AND jobs.id = found.id
                WHERE deadline <= $3 AND (state || '') IN ('queued', 'dispatched') FOR UPDATE OF jobs SKIP LOCKED)
            UPDATE jobs SET state = 'running', fence = fence + 1, lease_until = $3, dispatched_at = NULL, updated_at = $3
            FROM late WHERE jobs.tenant_id = late.tenant_id AND jobs.id = late.id
            RETURNING jobs.tenant_id, jobs.id, fence, type, queue, attempt, max_attempts, lease_until, traceparent"""));
    private static final JobResult EXCEEDED =
            JobResult.failed("deadline_exceeded", "The job could not be started before its deadline.");
    private static final RetryPolicy NEVER_USED = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final JobSweep sweep;

    DeadlineSweeper(JobSweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            sweep.end(LATE, EXCEEDED, NEVER_USED);
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for jobs past their deadline, trying again: %s", e);
        }
    }
}

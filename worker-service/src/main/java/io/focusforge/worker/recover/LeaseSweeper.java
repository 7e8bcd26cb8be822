package io.focusforge.worker.recover;

import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
    private final JobSweep sweep;

    LeaseSweeper(SweepStore store, JobSweep sweep) {
        this.store = store;
        this.sweep = sweep;
    }

    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            var ended = sweep.end(store, EXPIRED, BACKOFF);
            if (ended > 0) {
                LOG.warnf("Took %d jobs from workers that have not been heard of", ended);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for jobs of dead workers, trying again: %s", e);
        }
    }
}

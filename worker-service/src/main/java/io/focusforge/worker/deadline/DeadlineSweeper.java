package io.focusforge.worker.deadline;

import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.recover.JobSweep;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Ends jobs that still wait after their deadline. The claim does not start them meanwhile. */
@ApplicationScoped
class DeadlineSweeper {
    private static final Logger LOG = Logger.getLogger(DeadlineSweeper.class);
    private static final JobResult EXCEEDED =
            JobResult.failed("deadline_exceeded", "The job could not be started before its deadline.");
    private static final RetryPolicy NEVER_USED = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final DeadlineStore store;
    private final JobSweep sweep;

    DeadlineSweeper(DeadlineStore store, JobSweep sweep) {
        this.store = store;
        this.sweep = sweep;
    }

    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            sweep.end(store, EXCEEDED, NEVER_USED);
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for jobs past their deadline, trying again: %s", e);
        }
    }
}

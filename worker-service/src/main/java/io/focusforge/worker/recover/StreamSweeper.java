package io.focusforge.worker.recover;

import io.focusforge.worker.job.JobsConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Finds dispatched jobs whose message has been lost or left lying. */
@ApplicationScoped
class StreamSweeper {
    private static final Logger LOG = Logger.getLogger(StreamSweeper.class);

    private final Reconciler reconciler;
    private final RecoveryConfig config;
    private final JobsConfig jobs;
    private final Clock clock;
    private Instant lookedAtReaders = Instant.EPOCH;

    StreamSweeper(Reconciler reconciler, RecoveryConfig config, JobsConfig jobs, Clock clock) {
        this.reconciler = reconciler;
        this.config = config;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.recovery.sweep-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            var before = clock.instant().minus(config.dispatchTimeout());
            reconciler.overdue(before).forEach(queue -> reconciler.reconcile(queue, before));
            if (lookedAtReaders.isBefore(before)) {
                lookedAtReaders = clock.instant();
                jobs.queues().forEach(this::lookAtReaders);
            }
        } catch (RuntimeException e) {
            LOG.warnf("Cannot look for lost messages, trying again: %s", e);
        }
    }

    /** Streams that nobody has made yet have no readers. */
    private void lookAtReaders(String queue) {
        try {
            reconciler.takeOver(queue, config.dispatchTimeout());
            reconciler.forgetConsumers(queue, config.consumerIdle());
        } catch (RuntimeException e) {
            LOG.debugf("Cannot look at the readers of queue %s: %s", queue, e);
        }
    }
}

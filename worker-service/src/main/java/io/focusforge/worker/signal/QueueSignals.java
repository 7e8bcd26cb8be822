package io.focusforge.worker.signal;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobsConfig;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The newest count of all queues. Counting takes the longer the more jobs wait, so it pauses for fifty times as long as it took, up to half a
 * minute.
 */
@ApplicationScoped
public class QueueSignals {
    private static final Logger LOG = Logger.getLogger(QueueSignals.class);
    private static final long LONGEST_PAUSE = Duration.ofSeconds(30).toNanos();
    private static final int PAUSE_PER_WORK = 50;

    private record Counted(Instant at, Map<String, Map<String, QueueStats>> queues) {}

    private final SignalStore store;
    private final QueueTraffic traffic;
    private final TenantDatabase database;
    private final JobsConfig jobs;
    private final SignalConfig config;
    private final Clock clock;
    private volatile Counted newest;
    private long pausedUntil = System.nanoTime();

    QueueSignals(
            SignalStore store,
            QueueTraffic traffic,
            TenantDatabase database,
            JobsConfig jobs,
            SignalConfig config,
            Clock clock) {
        this.store = store;
        this.traffic = traffic;
        this.database = database;
        this.jobs = jobs;
        this.config = config;
        this.clock = clock;
    }

    /** For all tenants together. @return empty for an unknown queue, and when nothing could be counted for too long */
    public Optional<QueueStats> of(String queue) {
        return byClass(queue).map(classes -> classes.values().stream().reduce(QueueStats.NONE, QueueStats::and));
    }

    /** The same for the tenants of each class. */
    Optional<Map<String, QueueStats>> byClass(String queue) {
        var counted = newest;
        return counted == null || counted.at().plus(config.validFor()).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(counted.queues().get(queue));
    }

    @Scheduled(every = "{focusforge.signals.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tick() {
        var began = System.nanoTime();
        if (began - pausedUntil < 0) {
            return;
        }
        try {
            count();
        } catch (RuntimeException e) {
            LOG.warnf("Cannot count the queues, trying again: %s", e);
        }
        var ended = System.nanoTime();
        pausedUntil = ended + Math.min(LONGEST_PAUSE, PAUSE_PER_WORK * (ended - began));
    }

    /** Adds this replica's traffic, then counts. Two transactions, so that nobody waits for the traffic's rows while jobs are counted. */
    synchronized void count() {
        var now = clock.instant();
        addTraffic(now);
        newest = new Counted(now, database.acrossTenants(connection -> store.count(connection, jobs.queues(), now)));
    }

    private void addTraffic(Instant now) {
        var taken = traffic.take();
        try {
            database.acrossTenants(connection -> store.add(connection, taken, now));
        } catch (RuntimeException e) {
            traffic.putBack(taken);
            throw e;
        }
    }
}

package io.focusforge.worker.history;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.JobsConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Prepares the days to come and drops those past: by time, and by how many jobs of a queue are to be kept. Today and yesterday always stay, so
 * that what has just ended can be looked at.
 */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int FIRST = 10;
    private static final int DAYS_AHEAD = 3;
    private static final int AT_ONCE = 1_000;

    private final HistoryStore store;
    private final TenantDatabase database;
    private final JobsConfig config;
    private final Clock clock;

    Retention(HistoryStore store, TenantDatabase database, JobsConfig config, Clock clock) {
        this.store = store;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Before the workers start: what has ended is to find its day. */
    void start(@Observes @Priority(FIRST) StartupEvent event) {
        keepDays();
    }

    void keepDays() {
        config.queues().forEach(this::tryToKeep);
    }

    @Scheduled(
            every = "{focusforge.jobs.purge-every}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void keep() {
        keepDays();
        bury();
    }

    private void tryToKeep(String queue) {
        try {
            prepare(queue);
            forget(queue);
        } catch (RuntimeException e) {
            LOG.warnf("Cannot prepare or drop days of finished jobs of queue %s, trying again: %s", queue, e);
        }
    }

    private void prepare(String queue) {
        var today = HistoryStore.day(clock.instant());
        for (var day = 0; day <= DAYS_AHEAD; day++) {
            var next = today.plusDays(day);
            database.acrossTenants(connection -> {
                store.prepare(connection, queue, next);
                return next;
            });
        }
    }

    private void forget(String queue) {
        var dropped = database.acrossTenants(
                connection -> store.forget(connection, queue, before(store.days(connection, queue))));
        if (dropped > 0) {
            LOG.infof("Dropped %d days of finished jobs of queue %s", dropped, queue);
        }
    }

    /** The first day to be kept. */
    LocalDate before(List<HistoryStore.Day> newestFirst) {
        var now = clock.instant();
        var byTime = HistoryStore.day(now.minus(config.retention()));
        var kept = 0L;
        for (var day : newestFirst) {
            if (kept >= config.keptPerQueue() && day.date().isAfter(byTime)) {
                var tooMany = day.date().plusDays(1);
                var yesterday = HistoryStore.day(now).minusDays(1);
                return tooMany.isAfter(yesterday) ? yesterday : tooMany;
            }
            kept += day.jobs();
        }
        return byTime;
    }

    private void bury() {
        var before = clock.instant().minus(config.retention());
        var removed = AT_ONCE;
        while (removed == AT_ONCE) {
            removed = database.acrossTenants(connection -> store.bury(connection, before, AT_ONCE));
        }
    }
}

package io.focusforge.orchestrator.recurrence;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.dependency.Links;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskLedger;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jboss.logging.Logger;

/** Makes tasks by the calendar. Any number of replicas may sweep at once: the series' row says who was first. */
@ApplicationScoped
class CalendarSweeper {
    private static final Logger LOG = Logger.getLogger(CalendarSweeper.class);

    private final TenantDatabase database;
    private final UnitOfWork work;
    private final SeriesStore store;
    private final Occurrences occurrences;
    private final TaskLedger ledger;
    private final Links links;
    private final RecurrenceConfig config;
    private final Clock clock;

    CalendarSweeper(
            TenantDatabase database,
            UnitOfWork work,
            SeriesStore store,
            Occurrences occurrences,
            TaskLedger ledger,
            Links links,
            RecurrenceConfig config,
            Clock clock) {
        this.database = database;
        this.work = work;
        this.store = store;
        this.occurrences = occurrences;
        this.ledger = ledger;
        this.links = links;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{focusforge.tasks.recurrence.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        database.acrossTenants(connection -> store.due(connection, now, config.sweepBatch()))
                .forEach(series -> make(series, now));
    }

    private void make(TaskKey series, Instant now) {
        try {
            work.commit(series.tenant(), pipeline -> {
                links.lock(pipeline.connection(), series);
                var change = occurrences.whenDue(pipeline, series, now);
                change.ifPresent(made -> ledger.append(pipeline, made, List.of()));
                return change;
            });
        } catch (VersionConflict e) {
            LOG.debugf("The next task of series %s was made by another replica", series.id());
        } catch (RuntimeException e) {
            LOG.errorf(e, "The next task of series %s cannot be made; it is tried again", series.id());
        }
    }
}

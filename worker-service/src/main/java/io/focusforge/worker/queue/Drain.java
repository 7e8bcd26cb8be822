package io.focusforge.worker.queue;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.finish.FinishObservers;
import io.focusforge.worker.job.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Empties a queue for one tenant, a transaction for each batch, within the time that a request may take. */
@ApplicationScoped
class Drain {
    private static final int BATCH = 1_000;
    private static final int MOST = 100_000;
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final DrainStore store;
    private final FinishObservers observers;
    private final TenantDatabase database;
    private final Clock clock;

    Drain(DrainStore store, FinishObservers observers, TenantDatabase database, Clock clock) {
        this.store = store;
        this.observers = observers;
        this.database = database;
        this.clock = clock;
    }

    /** What others take meanwhile is found, but not cancelled. */
    private record Batch(int found, int cancelled) {}

    Drained drain(Caller caller, String queue) {
        var began = clock.instant();
        var cancelled = 0;
        while (cancelled < MOST && clock.instant().isBefore(began.plus(LONGEST))) {
            var batch = batch(caller, queue, began);
            if (batch.found() == 0) {
                return new Drained(cancelled, true);
            }
            cancelled += batch.cancelled();
        }
        return new Drained(cancelled, false);
    }

    private Batch batch(Caller caller, String queue, Instant began) {
        var found = database.inTransaction(caller.tenant(), connection -> {
            var now = clock.instant();
            var waiting = store.find(connection, caller.tenant(), queue, began, BATCH);
            observers.before(connection, waiting);
            var cancelled = store.cancel(connection, waiting, now);
            observers.cancelled(connection, cancelled, new JobState.Cancelled(now));
            return new Batch(waiting.size(), cancelled.size());
        });
        observers.committed();
        return found;
    }
}

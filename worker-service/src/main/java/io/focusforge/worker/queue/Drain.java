package io.focusforge.worker.queue;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
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
    private final TenantDatabase database;
    private final Clock clock;

    Drain(DrainStore store, TenantDatabase database, Clock clock) {
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    Drained drain(Caller caller, String queue) {
        var began = clock.instant();
        var cancelled = 0;
        while (cancelled < MOST && clock.instant().isBefore(began.plus(LONGEST))) {
            var batch = batch(caller, queue, began);
            if (batch == 0) {
                return new Drained(cancelled, true);
            }
            cancelled += batch;
        }
        return new Drained(cancelled, false);
    }

    private int batch(Caller caller, String queue, Instant began) {
        return database.inTransaction(
                caller.tenant(),
                connection -> store.cancel(connection, caller.tenant(), queue, began, clock.instant(), BATCH));
    }
}

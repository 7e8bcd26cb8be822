package io.focusforge.worker.dedupe;

import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Opens a ledger on what is stored, and writes what it says about jobs that were there. Both in the caller's transaction. */
@ApplicationScoped
public class Dedupes {
    private static final int AT_ONCE = 1_000;

    private final DedupeStore store;
    private final TenantDatabase database;
    private final Clock clock;

    Dedupes(DedupeStore store, TenantDatabase database, Clock clock) {
        this.store = store;
        this.database = database;
        this.clock = clock;
    }

    /** From here on, others who ask under one of these keys wait for the end of the transaction. */
    public Ledger open(SqlConnection connection, Collection<Draft> drafts) {
        var keys = drafts.stream()
                .map(Draft::key)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return new Ledger(keys.isEmpty() ? Map.of() : store.lock(connection, keys, clock.instant()));
    }

    public void write(SqlConnection connection, Ledger ledger) {
        if (!ledger.changed().isEmpty()) {
            store.change(connection, ledger.changed(), clock.instant());
        }
        if (!ledger.holds().isEmpty()) {
            store.hold(connection, ledger.holds());
        }
    }

    /** Keys that nobody holds any more, a little at a time. */
    @Scheduled(every = "{focusforge.jobs.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void forget() {
        var now = clock.instant();
        var forgotten = AT_ONCE;
        while (forgotten == AT_ONCE) {
            forgotten = database.acrossTenants(connection -> store.forget(connection, now, AT_ONCE));
        }
    }
}

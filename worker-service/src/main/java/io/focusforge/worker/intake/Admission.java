package io.focusforge.worker.intake;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.dedupe.Dedupes;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.dedupe.Ledger;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.payload.PayloadUses;
import io.focusforge.worker.slot.Seats;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Lets drafts in: the ledger is opened and written in one transaction, and what has come of it is told after the commit. */
@ApplicationScoped
public class Admission {
    private final IntakeStore store;
    private final Dedupes dedupes;
    private final PayloadUses uses;
    private final HandOver handOver;
    private final IntakeMetrics metrics;
    private final TenantDatabase database;

    Admission(
            IntakeStore store,
            Dedupes dedupes,
            PayloadUses uses,
            HandOver handOver,
            IntakeMetrics metrics,
            TenantDatabase database) {
        this.store = store;
        this.dedupes = dedupes;
        this.uses = uses;
        this.handOver = handOver;
        this.metrics = metrics;
        this.database = database;
    }

    public <T> T inTransaction(UUID tenant, BiFunction<SqlConnection, Entrance, T> work) {
        return let(handOver.seats(), false, entrance -> database.inTransaction(tenant, on -> work.apply(on, entrance)));
    }

    /** @param jobs most of what will come in */
    public <T> T inTransaction(UUID tenant, Collection<Draft> jobs, BiFunction<SqlConnection, Entrance, T> work) {
        return let(
                handOver.seats(jobs),
                false,
                entrance -> database.inTransaction(tenant, on -> work.apply(on, entrance)));
    }

    public <T> T ofSeveralTenants(BiFunction<SqlConnection, Entrance, T> work) {
        return let(handOver.seats(), false, entrance -> database.acrossTenants(on -> work.apply(on, entrance)));
    }

    /** For jobs that others have named: one of them that has finished before is not let in again. */
    public <T> T named(BiFunction<SqlConnection, Entrance, T> work) {
        return let(handOver.seats(), true, entrance -> database.acrossTenants(on -> work.apply(on, entrance)));
    }

    /** Fresh jobs that depend on nothing which is stored already: one statement. */
    void together(Collection<Job> jobs) {
        let(handOver.seats(), false, entrance -> {
            var placed = handOver.place(jobs, entrance.seats());
            entrance.add(database.atOnceAcrossTenants(connection -> store.send(connection, placed)));
            return placed;
        });
    }

    private <T> T let(Seats taken, boolean named, Function<Entrance, T> transaction) {
        try (var seats = taken) {
            var entrance = new Entrance(this, seats, named);
            var result = transaction.apply(entrance);
            committed(entrance);
            return result;
        }
    }

    Ledger open(SqlConnection connection, Collection<Draft> drafts) {
        return dedupes.open(connection, drafts);
    }

    void write(SqlConnection connection, Ledger ledger, Entrance entrance) {
        if (!ledger.fresh().isEmpty()) {
            var jobs = handOver.place(ledger.fresh(), entrance.seats());
            var stored = store.insert(connection, jobs);
            entrance.add(entrance.named() ? stored.without(store.forgetFinished(connection, ledger.fresh())) : stored);
        }
        dedupes.write(connection, ledger);
        uses.add(connection, ledger.fresh());
        uses.add(connection, ledger.changed());
    }

    private void committed(Entrance entrance) {
        metrics.accepted(entrance.stored());
        handOver.committed(entrance);
    }
}

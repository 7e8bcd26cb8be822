package io.focusforge.worker.intake;

import io.focusforge.worker.dedupe.Dedupes;
import io.focusforge.worker.dedupe.Draft;
import io.focusforge.worker.dedupe.Ledger;
import io.focusforge.worker.dispatch.DispatchBell;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/** Lets drafts in, in three steps: the ledger is opened and written in one transaction, and what has come of it is told after the commit. */
@ApplicationScoped
public class Admission {
    private final IntakeStore store;
    private final Dedupes dedupes;
    private final DispatchBell bell;
    private final IntakeMetrics metrics;

    Admission(IntakeStore store, Dedupes dedupes, DispatchBell bell, IntakeMetrics metrics) {
        this.store = store;
        this.dedupes = dedupes;
        this.bell = bell;
        this.metrics = metrics;
    }

    public Ledger open(SqlConnection connection, Collection<Draft> drafts) {
        return dedupes.open(connection, drafts);
    }

    /** @return the types of the new jobs */
    public List<String> write(SqlConnection connection, Ledger ledger) {
        var types = ledger.fresh().isEmpty() ? List.<String>of() : store.insert(connection, ledger.fresh());
        dedupes.write(connection, ledger);
        return types;
    }

    /** @param types of the new jobs */
    public void committed(List<String> types) {
        if (!types.isEmpty()) {
            metrics.accepted(types);
            bell.ring();
        }
    }
}

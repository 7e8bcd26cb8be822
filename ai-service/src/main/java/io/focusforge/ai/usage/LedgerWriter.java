package io.focusforge.ai.usage;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Writes a batch: rows, sums by day and what was spent of budgets in one transaction, and each row once however often it comes. */
@Singleton
class LedgerWriter {
    private static final Logger LOG = Logger.getLogger(LedgerWriter.class);

    private final TenantDatabase database;
    private final UsageStore store;
    private final SpendingObserver observer;

    LedgerWriter(TenantDatabase database, UsageStore store, SpendingObserver observer) {
        this.database = database;
        this.store = store;
        this.observer = observer;
    }

    /** Throws when it may succeed later. What the database will never take is logged, so that it does not hold up the rest. */
    void write(List<Usage> rows) {
        try {
            database.acrossTenants(connection -> write(connection, rows));
        } catch (PgException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            apart(rows, e);
        }
    }

    private int write(SqlConnection connection, List<Usage> rows) {
        observer.begin(connection);
        var written = store.insert(connection, rows);
        observer.spent(
                connection,
                rows.stream()
                        .filter(row -> written.contains(row.id()))
                        .map(Spend::of)
                        .toList());
        return written.size();
    }

    private void apart(List<Usage> rows, PgException refusal) {
        if (rows.size() == 1) {
            LOG.errorf("The database does not take this, so it is not in the ledger: %s (%s)", rows, refusal);
        } else {
            rows.forEach(row -> write(List.of(row)));
        }
    }

    /** Data exceptions and violated constraints. */
    private static boolean isRefusal(PgException e) {
        var state = String.valueOf(e.getSqlState());
        return state.startsWith("22") || state.startsWith("23");
    }
}

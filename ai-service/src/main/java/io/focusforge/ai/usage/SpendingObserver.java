package io.focusforge.ai.usage;

import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Learns in the ledger's own transaction what was spent: of each call once. */
public interface SpendingObserver {
    /** Before anything is written. */
    void begin(SqlConnection connection);

    /** Behind the writing of what is new in the ledger. */
    void spent(SqlConnection connection, List<Spend> spends);
}

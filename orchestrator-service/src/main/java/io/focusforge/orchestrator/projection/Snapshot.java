package io.focusforge.orchestrator.projection;

import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import java.time.Duration;

/** A transaction all of whose statements see the moment of its first, and which may change nothing that was changed since. */
final class Snapshot {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String REFUSED = "40001";

    private Snapshot() {}

    /** Before the first statement. */
    static void begin(SqlConnection connection) {
        connection
                .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                .execute()
                .await()
                .atMost(TIMEOUT);
    }

    static boolean isRefusal(RuntimeException failure) {
        return failure instanceof PgException refusal && REFUSED.equals(refusal.getSqlState());
    }
}

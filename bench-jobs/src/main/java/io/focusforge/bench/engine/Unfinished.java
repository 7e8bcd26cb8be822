package io.focusforge.bench.engine;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Whether any of the benchmark's jobs is still to be run, or to be recorded as finished. Services leave jobs of their own meanwhile. */
@ApplicationScoped
class Unfinished {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String SQL = """
            SELECT EXISTS (SELECT FROM jobs WHERE state = 'queued' AND type = '%1$s')
                OR EXISTS (SELECT FROM jobs WHERE state = 'dispatched' AND type = '%1$s')
                OR EXISTS (SELECT FROM jobs WHERE state = 'running' AND type = '%1$s') AS unfinished""".formatted(Nothing.NAME);

    private final TenantDatabase database;

    Unfinished(TenantDatabase database) {
        this.database = database;
    }

    void awaitNone() throws InterruptedException {
        while (database.acrossTenants(Unfinished::any)) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static boolean any(SqlConnection connection) {
        return connection
                .query(SQL)
                .execute()
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getBoolean("unfinished");
    }
}

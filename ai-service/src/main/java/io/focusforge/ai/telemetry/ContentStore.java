package io.focusforge.ai.telemetry;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;

/** The table {@code observability}. A tenant without a row wants nothing. */
@Singleton
class ContentStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String FIND = "SELECT content FROM observability WHERE tenant_id = $1";
    private static final String PUT = """
            INSERT INTO observability (tenant_id, content, changed_by, changed_at) VALUES ($1, $2, $3, clock_timestamp())
            ON CONFLICT (tenant_id) DO UPDATE SET
                content = excluded.content, changed_by = excluded.changed_by, changed_at = excluded.changed_at""";

    private final TenantDatabase database;

    ContentStore(TenantDatabase database) {
        this.database = database;
    }

    Content find(UUID tenant) {
        return database.read(tenant, connection -> find(connection, tenant));
    }

    void put(UUID tenant, Content content, UUID by) {
        database.inTransaction(tenant, connection -> connection
                .preparedQuery(PUT)
                .execute(Tuple.of(tenant, content.code(), by))
                .await()
                .atMost(TIMEOUT));
    }

    private static Content find(SqlConnection connection, UUID tenant) {
        var rows = connection
                .preparedQuery(FIND)
                .execute(Tuple.of(tenant))
                .await()
                .atMost(TIMEOUT)
                .iterator();
        return rows.hasNext() ? Content.parse(rows.next().getString("content")) : Content.NONE;
    }
}

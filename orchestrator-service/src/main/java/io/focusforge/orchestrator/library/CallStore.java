package io.focusforge.orchestrator.library;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which versions call which, and the end of a version that nobody calls. */
final class CallStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ADD = """
            INSERT INTO chain_calls (tenant_id, callee, callee_version, name, version)
            SELECT $1, callee, callee_version, $2, $3 FROM unnest($4::text[], $5::int[]) AS calls (callee, callee_version)
            ON CONFLICT DO NOTHING""";
    private static final String CALLER = """
            SELECT name || ' version ' || version FROM chain_calls
            WHERE tenant_id = $1 AND callee = $2 AND ($3::int IS NULL OR callee_version = $3) AND name <> $2 LIMIT 1""";
    private static final String DELETE_CALLS =
            "DELETE FROM chain_calls WHERE tenant_id = $1 AND name = $2 AND ($3::int IS NULL OR version = $3)";
    private static final String DELETE_VERSIONS =
            "DELETE FROM chain_versions WHERE tenant_id = $1 AND name = $2 AND ($3::int IS NULL OR version = $3)";
    private static final String DELETE_CHAIN = "DELETE FROM chains WHERE tenant_id = $1 AND name = $2";

    /** One call of a chain. */
    record Called(String name, int version) {}

    void add(SqlConnection connection, UUID tenant, StoredVersion caller, List<Called> called) {
        execute(
                connection,
                ADD,
                Tuple.of(tenant, caller.name(), caller.version())
                        .addArrayOfString(called.stream().map(Called::name).toArray(String[]::new))
                        .addArrayOfInteger(called.stream().map(Called::version).toArray(Integer[]::new)));
    }

    /** @param version null for any */
    Optional<String> caller(SqlConnection connection, UUID tenant, String name, Integer version) {
        var rows = execute(connection, CALLER, Tuple.of(tenant, name, version));
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getString(0));
    }

    /** @return whether there was one */
    boolean deleteVersion(SqlConnection connection, UUID tenant, String name, int version) {
        execute(connection, DELETE_CALLS, Tuple.of(tenant, name, version));
        return execute(connection, DELETE_VERSIONS, Tuple.of(tenant, name, version))
                        .rowCount()
                > 0;
    }

    void deleteChain(SqlConnection connection, UUID tenant, String name) {
        execute(connection, DELETE_CALLS, Tuple.of(tenant, name, null));
        execute(connection, DELETE_VERSIONS, Tuple.of(tenant, name, null));
        execute(connection, DELETE_CHAIN, Tuple.of(tenant, name));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

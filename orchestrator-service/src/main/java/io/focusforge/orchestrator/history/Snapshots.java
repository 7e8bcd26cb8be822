package io.focusforge.orchestrator.history;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.eventkey.SubjectKeys;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What the first events of long streams come to. They can be thrown away at any time. */
@ApplicationScoped
class Snapshots {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String FIND = """
            SELECT s.version, s.data, s.data_key, k.master, k.wrapped FROM event_snapshots s
            JOIN subject_keys k ON k.tenant_id = s.tenant_id AND k.user_id = s.user_id AND k.id = s.data_key
            WHERE s.tenant_id = $1 AND s.stream_id = $2 AND s.version <= $3 AND s.format = $4 ORDER BY s.version DESC LIMIT 1""";
    private static final String KEEP = """
            INSERT INTO event_snapshots (tenant_id, stream_id, version, format, user_id, data_key, data)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING""";
    private static final String DROP_OLD =
            "DELETE FROM event_snapshots WHERE tenant_id = $1 AND stream_id = $2 AND format <> $3";
    private final TenantDatabase database;
    private final SubjectKeys keys;

    Snapshots(TenantDatabase database, SubjectKeys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Of which stream, and in which shape; one that the code does not write any more is not found. */
    record Of(UUID tenant, UUID user, UUID stream, int format) {}

    /** @param document JSON */
    record Snapshot(int version, String document) {}

    /** The last one that is not later than this version. */
    Optional<Snapshot> find(Of what, int atMost) {
        return database.read(
                what.tenant(),
                connection ->
                        execute(connection, FIND, Tuple.of(what.tenant(), what.stream(), atMost, what.format()))
                                .stream()
                                .map(row -> snapshot(what, row))
                                .findFirst());
    }

    void keep(Of what, Snapshot snapshot) {
        database.inTransaction(what.tenant(), connection -> {
            execute(connection, DROP_OLD, Tuple.of(what.tenant(), what.stream(), what.format()));
            var key = keys.require(connection, what.tenant(), what.user());
            var row = Tuple.of(what.tenant(), what.stream(), snapshot.version(), what.format(), what.user(), key.id());
            row.addString(key.seal(what.stream(), -snapshot.version(), snapshot.document()));
            return execute(connection, KEEP, row);
        });
    }

    private Snapshot snapshot(Of what, Row row) {
        var version = row.getInteger(0);
        var key = keys.open(
                what.tenant(),
                what.user(),
                row.getUUID(2),
                row.getString(3),
                row.getBuffer(4).getBytes());
        return new Snapshot(version, key.open(what.stream(), -version, row.getString(1)));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

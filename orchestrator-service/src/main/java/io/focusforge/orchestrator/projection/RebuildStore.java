package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.FeedPosition;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table of rebuilds. Who goes on with one holds its row. */
@ApplicationScoped
class RebuildStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String COLUMNS = """
            SELECT tenant_id, id, state, stream_after, turn, place, events, tasks, missing, changed, surplus, failures, failed,
                started_at, switched_at, ended_at FROM projection_rebuilds
            """;
    private static final String INSERT = """
            INSERT INTO projection_rebuilds (tenant_id, id, state, started_at, next_at) VALUES ($1, $2, $3, $4, $4)
            ON CONFLICT DO NOTHING""";
    private static final String UPDATE = """
            UPDATE projection_rebuilds SET state = $3, stream_after = $4, turn = $5, place = $6, events = $7, tasks = $8, missing = $9,
                changed = $10, surplus = $11, failures = $12, failed = $13, switched_at = $14, ended_at = $15, next_at = $16
            WHERE tenant_id = $1 AND id = $2""";
    private static final String DUE = COLUMNS + "WHERE ended_at IS NULL AND next_at <= $1 ORDER BY next_at LIMIT 1";
    private static final String NEXT = DUE + " FOR UPDATE SKIP LOCKED";
    private static final String FIND = COLUMNS + "WHERE tenant_id = $1 AND id = $2";
    private static final String LOCK = FIND + " FOR UPDATE";
    private static final String LIST = COLUMNS + "WHERE tenant_id = $1 ORDER BY id DESC LIMIT $2";

    /** @return whether there is none under way */
    boolean add(SqlConnection connection, Rebuild rebuild) {
        var row = Tuple.of(rebuild.tenant(), rebuild.id(), rebuild.state().text());
        return execute(
                                connection,
                                INSERT,
                                row.addOffsetDateTime(utc(rebuild.times().started())))
                        .rowCount()
                == 1;
    }

    /** One whose turn it is; somebody else may be going on with it. */
    Optional<Rebuild> due(SqlConnection connection, Instant now) {
        return one(execute(connection, DUE, Tuple.of(utc(now))));
    }

    /** One whose turn it is, and which nobody else goes on with. */
    Optional<Rebuild> next(SqlConnection connection, Instant now) {
        return one(execute(connection, NEXT, Tuple.of(utc(now))));
    }

    Optional<Rebuild> find(SqlConnection connection, UUID tenant, UUID id) {
        return one(execute(connection, FIND, Tuple.of(tenant, id)));
    }

    Optional<Rebuild> lock(SqlConnection connection, UUID tenant, UUID id) {
        return one(execute(connection, LOCK, Tuple.of(tenant, id)));
    }

    List<Rebuild> latest(SqlConnection connection, UUID tenant, int atMost) {
        return execute(connection, LIST, Tuple.of(tenant, atMost)).stream()
                .map(RebuildStore::rebuild)
                .toList();
    }

    void update(SqlConnection connection, Rebuild rebuild, Instant next) {
        var position = rebuild.position();
        var counts = rebuild.counts();
        var difference = counts.difference();
        execute(
                connection,
                UPDATE,
                Tuple.of(rebuild.tenant(), rebuild.id(), rebuild.state().text())
                        .addUUID(rebuild.streamAfter())
                        .addLong(position == null ? null : position.turn())
                        .addLong(position == null ? null : position.place())
                        .addLong(counts.events())
                        .addLong(counts.tasks())
                        .addLong(difference == null ? null : difference.missing())
                        .addLong(difference == null ? null : difference.changed())
                        .addLong(difference == null ? null : difference.surplus())
                        .addInteger(rebuild.failures())
                        .addBoolean(rebuild.failed())
                        .addOffsetDateTime(utc(rebuild.times().switched()))
                        .addOffsetDateTime(utc(rebuild.times().ended()))
                        .addOffsetDateTime(utc(next)));
    }

    private static Optional<Rebuild> one(RowSet<Row> rows) {
        return rows.stream().map(RebuildStore::rebuild).findFirst();
    }

    private static Rebuild rebuild(Row row) {
        return new Rebuild(
                row.getUUID(0),
                row.getUUID(1),
                State.of(row.getString(2)),
                row.getUUID(3),
                row.getLong(4) == null ? null : new FeedPosition(row.getLong(4), row.getLong(5)),
                new Rebuild.Counts(row.getLong(6), row.getLong(7), difference(row)),
                row.getInteger(11),
                row.getBoolean(12),
                new Rebuild.Times(instant(row, 13), instant(row, 14), instant(row, 15)));
    }

    private static Rebuild.Difference difference(Row row) {
        return row.getLong(8) == null ? null : new Rebuild.Difference(row.getLong(8), row.getLong(9), row.getLong(10));
    }

    private static Instant instant(Row row, int column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

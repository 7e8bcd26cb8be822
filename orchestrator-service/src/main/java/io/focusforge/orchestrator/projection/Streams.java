package io.focusforge.orchestrator.projection;

import io.focusforge.orchestrator.event.EventRows;
import io.focusforge.orchestrator.event.FeedPosition;
import io.focusforge.orchestrator.event.RecordedEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads of the events of a tenant, a bounded number at a time. */
@ApplicationScoped
class Streams {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final UUID FIRST = new UUID(0, 0);
    private static final String COMPLETE = "(SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)";
    private static final String ALL = "SELECT " + EventRows.COLUMNS + " FROM events e" + EventRows.KEYS
            + "WHERE e.tenant_id = $1 AND (e.stream_id, e.version) > ($2, $3)";
    private static final String ORDER = " ORDER BY e.stream_id, e.version LIMIT $4";
    private static final String IN_ORDER = ALL + ORDER;
    private static final String OF_SOME = ALL + " AND e.stream_id = ANY ($5::uuid[])" + ORDER;
    private static final String TOUCHED = """
            SELECT stream_id, turn, place FROM events
            WHERE tenant_id = $1 AND (turn, place) > ($2, $3) AND ($5 OR turn < %s) ORDER BY turn, place LIMIT $4""".formatted(COMPLETE);
    private static final String BEHIND = """
            SELECT count(*), coalesce(extract(epoch FROM now() - min(time)), 0)::bigint FROM (
                SELECT time FROM events WHERE tenant_id = $1 AND (turn, place) > ($2, $3) ORDER BY turn, place LIMIT $4) AS behind""";
    private static final String END = "SELECT " + COMPLETE;
    private final EventRows rows;

    Streams(EventRows rows) {
        this.rows = rows;
    }

    /** Where a reader of streams is. */
    record Place(UUID stream, int version) {
        static final Place BEGINNING = new Place(FIRST, 0);

        /** Behind all of this stream; null for the beginning. */
        static Place behind(UUID stream) {
            return stream == null ? BEGINNING : new Place(stream, Integer.MAX_VALUE);
        }
    }

    /** Something has happened to this stream. */
    record Touch(UUID stream, FeedPosition position) {}

    /** @param events no more than were counted */
    record Lag(long events, long seconds) {}

    /** A page of events that is on its way. */
    record Page(CompletableFuture<RowSet<Row>> rows, EventRows reading) {
        List<RecordedEvent> await() {
            return rows.orTimeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).join().stream()
                    .map(reading::event)
                    .toList();
        }
    }

    /** Stream by stream, each in order. */
    Page next(SqlConnection connection, UUID tenant, Place after, int atMost) {
        var parameters = Tuple.of(tenant, after.stream(), after.version(), atMost);
        var sent = connection.preparedQuery(IN_ORDER).execute(parameters).subscribeAsCompletionStage();
        return new Page(sent, rows);
    }

    /** The same of these streams only. */
    List<RecordedEvent> next(SqlConnection connection, UUID tenant, Place after, int atMost, Collection<UUID> of) {
        var parameters = Tuple.of(tenant, after.stream(), after.version(), atMost);
        return events(connection, OF_SOME, parameters.addArrayOfUUID(of.toArray(UUID[]::new)));
    }

    /** @param all whether nobody else writes now, so that all there is may be taken */
    List<Touch> touched(SqlConnection connection, UUID tenant, FeedPosition after, int atMost, boolean all) {
        var parameters = Tuple.of(tenant, after.turn(), after.place(), atMost, all);
        return execute(connection, TOUCHED, parameters).stream()
                .map(row -> new Touch(row.getUUID(0), new FeedPosition(row.getLong(1), row.getLong(2))))
                .toList();
    }

    /** Behind all that is complete. */
    FeedPosition end(SqlConnection connection) {
        var turn = execute(connection, END, Tuple.tuple()).iterator().next().getLong(0);
        return new FeedPosition(turn - 1, Long.MAX_VALUE);
    }

    Lag behind(SqlConnection connection, UUID tenant, FeedPosition position, int counted) {
        var row = execute(connection, BEHIND, Tuple.of(tenant, position.turn(), position.place(), counted))
                .iterator()
                .next();
        return new Lag(row.getLong(0), row.getLong(1));
    }

    private List<RecordedEvent> events(SqlConnection connection, String sql, Tuple parameters) {
        return execute(connection, sql, parameters).stream().map(rows::event).toList();
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

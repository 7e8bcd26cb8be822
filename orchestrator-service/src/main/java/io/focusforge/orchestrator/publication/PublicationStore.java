package io.focusforge.orchestrator.publication;

import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.EventRows;
import io.focusforge.orchestrator.event.FeedPosition;
import io.focusforge.orchestrator.event.RecordedEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** How far events were handed over, kept in the transaction that hands them over. One replica does it at a time. */
@ApplicationScoped
class PublicationStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('event-publication'), 0)";
    private static final String POSITION = "SELECT turn, place FROM event_publication WHERE name = 'webhooks'";
    private static final String NEXT = "SELECT " + EventRows.COLUMNS + " FROM events e" + EventRows.KEYS + """
            WHERE (e.turn, e.place) > ($1, $2)
              AND e.turn < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
            ORDER BY e.turn, e.place LIMIT $3""";
    private static final String MOVE = "UPDATE event_publication SET turn = $1, place = $2 WHERE name = 'webhooks'";
    private final TenantDatabase database;
    private final EventRows rows;
    private final Publications publications;
    private final Outbox outbox;

    PublicationStore(TenantDatabase database, EventRows rows, Publications publications, Outbox outbox) {
        this.database = database;
        this.rows = rows;
        this.publications = publications;
        this.outbox = outbox;
    }

    /** @return how many events there were; none when another replica is at it */
    int publish(int atMost) {
        return database.acrossTenants(connection -> one(connection, TRY_LOCK).getBoolean(0)
                ? publish(connection, position(one(connection, POSITION)), atMost)
                : 0);
    }

    private int publish(SqlConnection connection, FeedPosition from, int atMost) {
        var events = execute(connection, NEXT, Tuple.of(from.turn(), from.place(), atMost)).stream()
                .map(rows::event)
                .toList();
        if (!events.isEmpty()) {
            outbox.add(connection, publications.of(events));
            move(connection, events);
        }
        return events.size();
    }

    private static void move(SqlConnection connection, List<RecordedEvent> events) {
        var last = events.getLast().position();
        execute(connection, MOVE, Tuple.of(last.turn(), last.place()));
    }

    private static FeedPosition position(Row row) {
        return new FeedPosition(row.getLong(0), row.getLong(1));
    }

    private static Row one(SqlConnection connection, String sql) {
        return execute(connection, sql, Tuple.tuple()).iterator().next();
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

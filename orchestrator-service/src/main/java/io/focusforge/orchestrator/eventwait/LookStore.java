package io.focusforge.orchestrator.eventwait;

import io.focusforge.common.event.TypePattern;
import io.focusforge.orchestrator.event.EventRows;
import io.focusforge.orchestrator.event.FeedPosition;
import io.focusforge.orchestrator.event.RecordedEvent;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What steps wait for, and the events behind where it was looked last. */
@ApplicationScoped
class LookStore {
    private static final int AT_ONCE = 100;
    private static final int SCANNED = 500;
    private static final Statement CLAIM = new Statement("""
            UPDATE event_waits AS w SET looked_at = $1 FROM (
                SELECT tenant_id, run_id, step FROM event_waits ORDER BY looked_at LIMIT $2::int FOR UPDATE SKIP LOCKED) AS next
            WHERE w.tenant_id = next.tenant_id AND w.run_id = next.run_id AND w.step = next.step
            RETURNING w.tenant_id, w.run_id, w.step, w.user_id, w.type, w.subject, w.turn, w.place,
                NOT EXISTS (SELECT FROM runs r WHERE r.tenant_id = w.tenant_id AND r.id = w.run_id AND r.finished_at IS NULL) AS over""");
    // What a transaction under way may still add to is not looked at, so that nothing is missed. The last that was
    // looked at says how far it was.
    private static final Statement NEXT = new Statement("SELECT " + EventRows.COLUMNS + """
            , w.n FROM unnest($1::integer[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::text[], $7::uuid[])
                AS w (n, tenant_id, user_id, turn, place, types, subject)
            CROSS JOIN LATERAL (
                SELECT e.*, row_number() OVER () = count(*) OVER () AS last FROM (
                    SELECT * FROM events AS e WHERE e.tenant_id = w.tenant_id AND e.user_id = w.user_id
                      AND (e.turn, e.place) > (w.turn, w.place) AND e.turn < (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
                    ORDER BY e.turn, e.place LIMIT $8::int) AS e) AS e
            """ + EventRows.KEYS + """
            WHERE e.last OR (e.type ~ w.types AND (w.subject IS NULL OR e.stream_id = w.subject)) ORDER BY w.n, e.turn, e.place""");
    private static final Statement PASS = new Statement("""
            UPDATE event_waits SET turn = $4, place = $5 WHERE tenant_id = $1 AND run_id = $2 AND step = $3""");

    private final EventRows rows;

    LookStore(EventRows rows) {
        this.rows = rows;
    }

    /**
     * A step that waits.
     *
     * @param subject null for anything
     * @param isOver whether its run has ended, or is gone
     */
    record Waiting(
            RunKey run, String step, UUID user, TypePattern type, UUID subject, FeedPosition after, boolean isOver) {
        boolean wants(RecordedEvent event) {
            return event.isReadable()
                    && type.matches(event.type())
                    && (subject == null || subject.equals(event.stream()));
        }
    }

    /** Those that were not looked at for longest; nobody else looks at them until the end of the transaction. */
    List<Waiting> claim(SqlConnection connection, Instant now) {
        return CLAIM.run(connection, now, AT_ONCE).stream()
                .map(LookStore::waiting)
                .toList();
    }

    /** By the places of those who wait; who is left out has nothing new. The last says how far it was looked. */
    Map<Integer, List<RecordedEvent>> next(SqlConnection connection, List<Waiting> waiting) {
        var numbers = new Integer[waiting.size()];
        Arrays.setAll(numbers, i -> i);
        var found = new HashMap<Integer, List<RecordedEvent>>();
        var answer = NEXT.run(
                connection,
                numbers,
                Statement.column(waiting, wait -> wait.run().tenant(), UUID[]::new),
                Statement.column(waiting, Waiting::user, UUID[]::new),
                Statement.column(waiting, wait -> wait.after().turn(), Long[]::new),
                Statement.column(waiting, wait -> wait.after().place(), Long[]::new),
                Statement.column(waiting, wait -> TypePattern.stored(List.of(wait.type())), String[]::new),
                Statement.column(waiting, Waiting::subject, UUID[]::new),
                SCANNED);
        for (var row : answer) {
            found.computeIfAbsent(row.getInteger(EventRows.COUNT), n -> new ArrayList<>())
                    .add(rows.event(row));
        }
        return found;
    }

    void pass(SqlConnection connection, Waiting waiting, FeedPosition until) {
        PASS.run(connection, waiting.run().tenant(), waiting.run().id(), waiting.step(), until.turn(), until.place());
    }

    private static Waiting waiting(Row row) {
        return new Waiting(
                new RunKey(row.getUUID("tenant_id"), row.getUUID("run_id")),
                row.getString("step"),
                row.getUUID("user_id"),
                new TypePattern(row.getString("type")),
                row.getUUID("subject"),
                new FeedPosition(row.getLong("turn"), row.getLong("place")),
                row.getBoolean("over"));
    }
}

package io.focusforge.memory.events;

import io.focusforge.common.id.Ids;
import io.focusforge.common.outbox.Outbox;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.feed.ChangeLog;
import io.focusforge.memory.memories.EventLog;
import io.focusforge.memory.memories.MemoryEvent;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Brings events from the documents into the outbox: first they are committed there, then taken out of the documents. After a crash in between
 * they are told again, under the same ids. One replica does it at a time, and never before what another one has left in the outbox, whose
 * clock may be ahead: so those of a memory stay in order.
 */
@ApplicationScoped
class EventRelay {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('memory-events'), 0)";
    private static final String LAST =
            "SELECT id FROM outbox WHERE kind = 'event' AND sent_at IS NULL ORDER BY id DESC LIMIT 1";

    private final EventLog log;
    private final EventMessages messages;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final TenantDatabase database;
    private final EventsConfig config;

    EventRelay(
            EventLog log,
            EventMessages messages,
            Outbox outbox,
            ChangeLog changes,
            TenantDatabase database,
            EventsConfig config) {
        this.log = log;
        this.messages = messages;
        this.outbox = outbox;
        this.changes = changes;
        this.database = database;
        this.config = config;
    }

    /** Tells what has happened to these memories, unless another replica is at it: then that one, or the next look, finds it. */
    void relay(List<String> memories) {
        relay(() -> log.of(memories));
    }

    /** Tells what anybody has left. @return whether there may be more at once */
    boolean relayRest() {
        return relay(() -> log.next(config.batchSize())) >= config.batchSize();
    }

    private int relay(Supplier<List<MemoryEvent>> found) {
        var told = database.acrossTenants(connection -> tell(connection, found));
        if (!told.isEmpty()) {
            outbox.committed();
            log.told(told);
        }
        return told.size();
    }

    private List<MemoryEvent> tell(SqlConnection connection, Supplier<List<MemoryEvent>> found) {
        if (!isAlone(connection) || isAheadOfUs(connection)) {
            return List.of();
        }
        var events = found.get();
        var told = messages.events(events);
        outbox.add(connection, messages.of(told));
        changes.add(connection, told);
        return events;
    }

    private static boolean isAlone(SqlConnection connection) {
        return run(connection, LOCK).next().getBoolean(0);
    }

    private static boolean isAheadOfUs(SqlConnection connection) {
        var last = run(connection, LAST);
        return last.hasNext()
                && last.next().getUUID(0).toString().compareTo(Ids.next().toString()) > 0;
    }

    private static Iterator<Row> run(SqlConnection connection, String sql) {
        return connection.query(sql).execute().await().atMost(TIMEOUT).iterator();
    }
}

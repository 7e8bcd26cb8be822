package io.focusforge.common.outbox;

import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The outbox table, seen from the relay. */
@ApplicationScoped
class OutboxStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String TRY_LOCK = "SELECT pg_try_advisory_xact_lock(hashtext('outbox'), hashtext($1))";
    private static final String UNSENT =
            "SELECT tenant_id, id, payload FROM outbox WHERE kind = $1 AND sent_at IS NULL ORDER BY id LIMIT $2";
    private static final String MARK_SENT = """
            UPDATE outbox SET sent_at = now()
            FROM unnest($1::uuid[], $2::uuid[]) AS told (tenant_id, id)
            WHERE outbox.tenant_id = told.tenant_id AND outbox.id = told.id""";
    private static final String FORGET = """
            DELETE FROM outbox
            USING unnest($1::uuid[], $2::uuid[]) AS told (tenant_id, id)
            WHERE outbox.tenant_id = told.tenant_id AND outbox.id = told.id""";
    private static final String MARK_UNSENT = "UPDATE outbox SET sent_at = NULL WHERE kind = $1 AND sent_at >= $2";
    private static final String PURGE = "DELETE FROM outbox WHERE sent_at < $1";

    private final TenantDatabase database;
    private final OutboxConfig config;

    OutboxStore(TenantDatabase database, OutboxConfig config) {
        this.database = database;
        this.config = config;
    }

    /** @return how many were told; none when another replica is at it */
    int relay(OutboxSink sink) {
        return database.acrossTenants(connection -> {
            var kind = sink.kind().column();
            if (!execute(connection, TRY_LOCK, Tuple.of(kind)).iterator().next().getBoolean(0)) {
                return 0;
            }
            var messages = unsent(connection, sink.kind());
            if (!messages.isEmpty()) {
                sink.send(messages);
                settle(connection, sink.mayLose() ? MARK_SENT : FORGET, messages);
            }
            return messages.size();
        });
    }

    void markUnsent(OutboxMessage.Kind kind) {
        database.acrossTenants(
                connection -> execute(connection, MARK_UNSENT, Tuple.of(kind.column(), retentionStart())));
    }

    @Scheduled(every = "{focusforge.outbox.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        database.acrossTenants(connection -> execute(connection, PURGE, Tuple.of(retentionStart())));
    }

    private List<OutboxMessage> unsent(SqlConnection connection, OutboxMessage.Kind kind) {
        var messages = new ArrayList<OutboxMessage>();
        for (var row : execute(connection, UNSENT, Tuple.of(kind.column(), config.batchSize()))) {
            messages.add(new OutboxMessage(row.getUUID(0), row.getUUID(1), kind, row.getString(2)));
        }
        return messages;
    }

    private static void settle(SqlConnection connection, String sql, List<OutboxMessage> messages) {
        execute(
                connection,
                sql,
                Tuple.of(
                        messages.stream().map(OutboxMessage::tenant).toArray(UUID[]::new),
                        messages.stream().map(OutboxMessage::id).toArray(UUID[]::new)));
    }

    private OffsetDateTime retentionStart() {
        return OffsetDateTime.now(ZoneOffset.UTC).minus(config.retention());
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

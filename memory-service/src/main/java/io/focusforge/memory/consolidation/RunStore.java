package io.focusforge.memory.consolidation;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** The runs, and what they have come to. */
@ApplicationScoped
class RunStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String BEGIN = """
            INSERT INTO consolidations (tenant_id, id, user_id, looked_at, promoted, merged, started_at)
            VALUES ($1, $2, $3, 0, 0, 0, $4)
            ON CONFLICT (tenant_id, id) DO UPDATE SET started_at = consolidations.started_at
            RETURNING user_id, seq, finished_at""";
    private static final String MOVE = """
            UPDATE consolidations SET user_id = $3, seq = $4, looked_at = looked_at + $5, promoted = promoted + $6, merged = merged + $7
            WHERE tenant_id = $1 AND id = $2""";
    private static final String FINISH =
            "UPDATE consolidations SET finished_at = $3, user_id = NULL, seq = NULL WHERE tenant_id = $1 AND id = $2";
    private static final String PURGE = "DELETE FROM consolidations WHERE started_at < $1";

    private final TenantDatabase database;

    RunStore(TenantDatabase database) {
        this.database = database;
    }

    /** Begins a run, or finds how far it has come. */
    Run begin(UUID tenant, UUID id, UUID firstUser, Instant now) {
        var row = run(tenant, BEGIN, Tuple.of(tenant, id, firstUser, now.atOffset(ZoneOffset.UTC)))
                .iterator()
                .next();
        return new Run(
                tenant, id, row.getUUID("user_id"), row.getUUID("seq"), row.getOffsetDateTime("finished_at") != null);
    }

    /** Notes that the memories of this user are done up to {@code seq}. */
    void move(Run run, UUID user, UUID seq, Tally tally) {
        run(
                run.tenant(),
                MOVE,
                Tuple.of(run.tenant(), run.id(), user, seq)
                        .addLong((long) tally.lookedAt())
                        .addLong((long) tally.promoted())
                        .addLong((long) tally.merged()));
    }

    void finish(Run run, Instant now) {
        run(run.tenant(), FINISH, Tuple.of(run.tenant(), run.id(), now.atOffset(ZoneOffset.UTC)));
    }

    void purge(Instant before) {
        database.acrossTenants(connection -> connection
                .preparedQuery(PURGE)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .await()
                .atMost(TIMEOUT)
                .rowCount());
    }

    private RowSet<Row> run(UUID tenant, String sql, Tuple given) {
        return database.inTransaction(
                tenant,
                connection ->
                        connection.preparedQuery(sql).execute(given).await().atMost(TIMEOUT));
    }
}

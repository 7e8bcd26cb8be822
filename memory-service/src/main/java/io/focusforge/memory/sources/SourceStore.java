package io.focusforge.memory.sources;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The rows of sources. */
@ApplicationScoped
class SourceStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String INSERT = """
            INSERT INTO sources (tenant_id, source_id, user_id, name, place, collection, shared, timing, paused, schedule_revision,
                                 schedule_stale, leaving, run_listed, counts, request_hash, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false, 1, $8::jsonb IS NOT NULL, false, false, $9, $10, $11, $11)
            ON CONFLICT DO NOTHING""";
    private static final String COUNT =
            "SELECT count(*) AS count FROM (SELECT 1 FROM sources WHERE tenant_id = $1 AND user_id = $2 LIMIT $3) counted";
    private static final String FIND = "SELECT * FROM sources WHERE tenant_id = $1 AND user_id = $2 AND source_id = $3";
    private static final String LIST = """
            SELECT * FROM sources WHERE tenant_id = $1 AND user_id = $2 AND ($3::uuid IS NULL OR source_id < $3)
            ORDER BY source_id DESC LIMIT $4""";
    private static final String STALE = "SELECT * FROM sources WHERE schedule_stale ORDER BY updated_at LIMIT $1";
    private static final String PAUSE = """
            UPDATE sources SET paused = $4, schedule_stale = timing IS NOT NULL, schedule_revision = schedule_revision + 1, updated_at = $5
            WHERE tenant_id = $1 AND user_id = $2 AND source_id = $3 AND NOT leaving RETURNING *""";
    private static final String LEAVE = """
            UPDATE sources SET leaving = true, schedule_stale = true, schedule_revision = schedule_revision + 1, run_id = NULL, updated_at = $4
            WHERE tenant_id = $1 AND user_id = $2 AND source_id = $3 RETURNING *""";
    private static final String SCHEDULED = """
            UPDATE sources SET schedule_id = $3, schedule_stale = schedule_revision <> $4 WHERE tenant_id = $1 AND source_id = $2""";
    private static final String REFUSED = """
            UPDATE sources SET schedule_stale = false, last_run = $4
            WHERE tenant_id = $1 AND source_id = $2 AND schedule_revision = $3""";
    private static final String LET_GO =
            "UPDATE source_items SET document_id = NULL WHERE tenant_id = $1 AND source_id = $2 AND document_id IS NOT NULL";
    private static final String DELETE = """
            WITH items AS (DELETE FROM source_items WHERE tenant_id = $1 AND source_id = $2)
            DELETE FROM sources WHERE tenant_id = $1 AND source_id = $2""";

    private final TenantDatabase database;
    private final SourceRows rows;
    private final SourcesConfig config;

    SourceStore(TenantDatabase database, SourceRows rows, SourcesConfig config) {
        this.database = database;
        this.rows = rows;
        this.config = config;
    }

    /** @return false when there is one with this id already */
    boolean insert(SqlConnection connection, Source source, byte[] requestHash) {
        return run(connection, INSERT, rows.tuple(source, requestHash)).rowCount() == 1;
    }

    /** @throws ProblemException {@code conflict} when the user has as many as there may be */
    void requireRoom(SqlConnection connection, UUID tenant, UUID user) {
        var most = config.maxPerUser();
        var counted = run(connection, COUNT, Tuple.of(tenant, user, most));
        if (counted.iterator().next().getLong("count") >= most) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "You have %d sources, and can have no more; remove some.".formatted(most));
        }
    }

    Optional<Source> find(UUID tenant, UUID user, UUID id) {
        return database.read(tenant, connection -> one(run(connection, FIND, Tuple.of(tenant, user, id))));
    }

    /** SHA-256 of the request that made it under an idempotency key; empty without one. */
    Optional<byte[]> requestHash(UUID tenant, UUID user, UUID id) {
        return database.read(tenant, connection -> {
            var found = run(connection, FIND, Tuple.of(tenant, user, id)).iterator();
            return found.hasNext()
                    ? Optional.ofNullable(found.next().getBuffer("request_hash"))
                            .map(Buffer::getBytes)
                    : Optional.empty();
        });
    }

    /** Newest first; one more than {@code limit}, if there is one. {@code before} may be null. */
    List<Source> list(UUID tenant, UUID user, UUID before, int limit) {
        return database.read(
                tenant, connection -> all(run(connection, LIST, Tuple.of(tenant, user, before, limit + 1))));
    }

    /** Whose schedules may differ from what is wanted; serves all tenants. */
    List<Source> stale(int limit) {
        return database.acrossTenants(connection -> all(run(connection, STALE, Tuple.of(limit))));
    }

    Optional<Source> pause(UUID tenant, UUID user, UUID id, boolean paused, Instant now) {
        var given = Tuple.of(tenant, user, id, paused).addOffsetDateTime(SourceRows.utc(now));
        return database.inTransaction(tenant, connection -> one(run(connection, PAUSE, given)));
    }

    Optional<Source> leave(SqlConnection connection, UUID tenant, UUID user, UUID id, Instant now) {
        return one(run(connection, LEAVE, Tuple.of(tenant, user, id).addOffsetDateTime(SourceRows.utc(now))));
    }

    /** @param schedule null for none */
    void scheduled(Source source, UUID schedule) {
        var given = Tuple.of(source.key().tenant(), source.key().id())
                .addUUID(schedule)
                .addInteger(source.schedule().revision());
        database.inTransaction(source.key().tenant(), connection -> run(connection, SCHEDULED, given));
    }

    /** The worker does not take the schedule; nobody waits for the answer any more. */
    void refused(Source source, String reason) {
        var now = source.updatedAt();
        var said = rows.object(new LastRun(now, now, Counts.NONE, false, "the schedule is not taken: " + reason));
        var given = Tuple.of(
                source.key().tenant(), source.key().id(), source.schedule().revision(), said);
        database.inTransaction(source.key().tenant(), connection -> run(connection, REFUSED, given));
    }

    /** Its documents do not belong to it any more. */
    void letGo(SqlConnection connection, SourceKey key) {
        run(connection, LET_GO, Tuple.of(key.tenant(), key.id()));
    }

    void delete(SourceKey key) {
        database.inTransaction(key.tenant(), connection -> run(connection, DELETE, Tuple.of(key.tenant(), key.id())));
    }

    private Optional<Source> one(RowSet<Row> found) {
        return all(found).stream().findFirst();
    }

    private List<Source> all(RowSet<Row> found) {
        return StreamSupport.stream(found.spliterator(), false)
                .map(rows::source)
                .toList();
    }

    static RowSet<Row> run(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

package io.focusforge.orchestrator.creation;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.event.Pipeline;
import io.focusforge.orchestrator.task.TaskKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** The table of sagas. Whoever moves one on names the step that it is at, so that of two runners one wins. */
@ApplicationScoped
public class SagaStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String INSERT = """
            INSERT INTO sagas (tenant_id, task_id, user_id, step, attempts, started_at, next_at, resume_at, engine_id, traceparent)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""";
    private static final String FIND = """
            SELECT user_id, step, attempts, started_at, next_at, resume_at, engine_id, traceparent
            FROM sagas WHERE tenant_id = $1 AND task_id = $2 AND stuck_at IS NULL""";
    private static final String MOVE = """
            UPDATE sagas SET step = $4, attempts = $5, next_at = $6, resume_at = $7, engine_id = NULL, asked = 0, job_id = $8
            WHERE tenant_id = $1 AND task_id = $2 AND step = $3""";
    private static final String END = "DELETE FROM sagas WHERE tenant_id = $1 AND task_id = $2 AND step = $3";
    private static final String STICK = """
            UPDATE sagas SET stuck_at = $4, error = $5, job_id = NULL
            WHERE tenant_id = $1 AND task_id = $2 AND step = $3 AND stuck_at IS NULL""";
    private static final String FORGET = "DELETE FROM sagas WHERE tenant_id = $1 AND task_id = ANY ($2::uuid[])";
    private static final String COUNT_ATTEMPT = """
            UPDATE sagas SET attempts = attempts + 1, resume_at = $4, engine_id = NULL
            WHERE tenant_id = $1 AND task_id = $2 AND step = $3 AND stuck_at IS NULL RETURNING attempts""";

    private final TenantDatabase database;

    SagaStore(TenantDatabase database) {
        this.database = database;
    }

    public Optional<Saga> find(UUID tenant, UUID task) {
        return database.read(tenant, connection -> {
            var rows = execute(connection, FIND, Tuple.of(tenant, task));
            return rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(saga(tenant, task, rows.iterator().next()));
        });
    }

    void insert(Pipeline pipeline, Saga saga) {
        pipeline.changeOne(
                INSERT,
                Tuple.of(
                                saga.key().tenant(),
                                saga.key().id(),
                                saga.key().owner(),
                                saga.step().column(),
                                saga.attempts())
                        .addOffsetDateTime(utc(saga.startedAt()))
                        .addOffsetDateTime(utc(saga.nextAt()))
                        .addOffsetDateTime(utc(saga.resumeAt()))
                        .addUUID(saga.engine().orElse(null))
                        .addString(saga.traceparent()));
    }

    /** @param job the job that will go on with it; null when one is there already */
    void move(Pipeline pipeline, SagaStep from, Saga saga, UUID job) {
        pipeline.changeOne(
                MOVE,
                Tuple.of(
                                saga.key().tenant(),
                                saga.key().id(),
                                from.column(),
                                saga.step().column(),
                                saga.attempts())
                        .addOffsetDateTime(utc(saga.nextAt()))
                        .addOffsetDateTime(utc(saga.resumeAt()))
                        .addUUID(job));
    }

    void end(Pipeline pipeline, Saga saga) {
        pipeline.changeOne(
                END, Tuple.of(saga.key().tenant(), saga.key().id(), saga.step().column()));
    }

    /** It has failed for good, and waits for an operator. */
    void stick(Pipeline pipeline, Saga saga, Instant now, String reason) {
        pipeline.changeOne(
                STICK,
                Tuple.of(saga.key().tenant(), saga.key().id(), saga.step().column(), utc(now), reason));
    }

    /** For tasks that are deleted: there may be a saga or none. */
    public void forget(Pipeline pipeline, UUID tenant, Collection<UUID> tasks) {
        pipeline.change(FORGET, Tuple.of(tenant, tasks.toArray(UUID[]::new)));
    }

    /** Counted before the try, so that a task which kills its process is given up some day. @return empty if the saga has moved on */
    Optional<Integer> countAttempt(Saga saga, Instant resumeAt) {
        return database.inTransaction(saga.key().tenant(), connection -> {
            var rows = execute(
                    connection,
                    COUNT_ATTEMPT,
                    Tuple.of(saga.key().tenant(), saga.key().id(), saga.step().column(), utc(resumeAt)));
            return rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(rows.iterator().next().getInteger(0));
        });
    }

    private static Saga saga(UUID tenant, UUID task, Row row) {
        return new Saga(
                new TaskKey(tenant, row.getUUID(0), task),
                SagaStep.of(row.getString(1)),
                row.getInteger(2),
                row.getOffsetDateTime(3).toInstant(),
                row.getOffsetDateTime(4).toInstant(),
                row.getOffsetDateTime(5).toInstant(),
                Optional.ofNullable(row.getUUID(6)),
                row.getString(7));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

package io.focusforge.common.idempotency;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Remembers requests under their {@code Idempotency-Key} for a day (IETF draft-ietf-httpapi-idempotency-key-header). */
@ApplicationScoped
public class IdempotencyStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String INSERT = """
            INSERT INTO idempotency_keys (tenant_id, user_id, key, request_hash, resource_id, created_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING""";
    private static final String SELECT = """
            SELECT request_hash, resource_id, status, location, body, created_at
            FROM idempotency_keys WHERE tenant_id = $1 AND user_id = $2 AND key = $3""";
    private static final String ANSWER = """
            UPDATE idempotency_keys SET status = $4, location = $5, body = $6
            WHERE tenant_id = $1 AND user_id = $2 AND key = $3""";
    private static final String RELEASE = """
            DELETE FROM idempotency_keys WHERE tenant_id = $1 AND user_id = $2 AND key = $3 AND status IS NULL""";
    private static final String RENEW = """
            UPDATE idempotency_keys SET created_at = $4 WHERE tenant_id = $1 AND user_id = $2 AND key = $3 AND status IS NULL""";
    private static final String PURGE = "DELETE FROM idempotency_keys WHERE created_at < $1";

    private final TenantDatabase database;
    private final IdempotencyConfig config;
    private final Clock clock;

    IdempotencyStore(TenantDatabase database, IdempotencyConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Part of the transaction of the effect; {@code resource} is what the effect is about to make.
     *
     * @throws ProblemException {@code idempotency_key_reused} or {@code idempotency_in_progress}
     */
    public Claim claim(SqlConnection connection, Caller caller, IdempotencyKey key, UUID resource) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        var inserted = execute(
                connection,
                INSERT,
                Tuple.of(caller.tenant(), caller.user(), key.value(), Buffer.buffer(key.requestHash()))
                        .addUUID(resource)
                        .addOffsetDateTime(now));
        if (inserted.rowCount() == 1) {
            return new Claim.First();
        }
        return replay(
                execute(connection, SELECT, Tuple.of(caller.tenant(), caller.user(), key.value()))
                        .iterator()
                        .next(),
                key);
    }

    /** Stores the answer, for those who ask again. */
    public void answer(Caller caller, IdempotencyKey key, StoredAnswer answer) {
        database.inTransaction(caller.tenant(), connection -> {
            answer(connection, caller, key, answer);
            return answer;
        });
    }

    /** Stores the answer in the transaction of the effect, where it is known by then. */
    public void answer(SqlConnection connection, Caller caller, IdempotencyKey key, StoredAnswer answer) {
        execute(
                connection,
                ANSWER,
                Tuple.of(caller.tenant(), caller.user(), key.value(), answer.status())
                        .addString(answer.location())
                        .addString(answer.body()));
    }

    /** Says that the first request is still being answered: to be said well within {@link #inProgress} of the last time. */
    public void renew(Caller caller, IdempotencyKey key) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        database.inTransaction(
                caller.tenant(),
                connection -> execute(
                        connection,
                        RENEW,
                        Tuple.of(caller.tenant(), caller.user(), key.value()).addOffsetDateTime(now)));
    }

    /** After this a first request that says nothing is taken for dead. */
    public Duration inProgress() {
        return config.inProgress();
    }

    /** Forgets a claim whose effect did not come about, so that the same key can be used to try again. */
    public void release(Caller caller, IdempotencyKey key) {
        database.inTransaction(
                caller.tenant(),
                connection -> execute(connection, RELEASE, Tuple.of(caller.tenant(), caller.user(), key.value())));
    }

    @Scheduled(every = "{focusforge.idempotency.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var oldest = clock.instant().minus(config.retention()).atOffset(ZoneOffset.UTC);
        database.acrossTenants(connection -> execute(connection, PURGE, Tuple.of(oldest)));
    }

    private Claim replay(Row row, IdempotencyKey key) {
        if (!key.isSameRequest(row.getBuffer("request_hash").getBytes())) {
            throw new ProblemException(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED,
                    "Send a new Idempotency-Key, or the same body as the first time.");
        }
        var resource = row.getUUID("resource_id");
        if (row.getInteger("status") != null) {
            var answer = new StoredAnswer(row.getInteger("status"), row.getString("location"), row.getString("body"));
            return new Claim.Replay(resource, Optional.of(answer));
        }
        if (row.getOffsetDateTime("created_at")
                .toInstant()
                .isAfter(clock.instant().minus(config.inProgress()))) {
            throw new ProblemException(ErrorCode.IDEMPOTENCY_IN_PROGRESS, "Wait for the first request, then ask again.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        return new Claim.Replay(resource, Optional.empty());
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

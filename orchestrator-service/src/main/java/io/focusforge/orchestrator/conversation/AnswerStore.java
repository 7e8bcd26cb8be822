package io.focusforge.orchestrator.conversation;

import io.focusforge.common.idempotency.Claim;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.idempotency.IdempotencyStore;
import io.focusforge.common.idempotency.StoredAnswer;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.postgres.TenantDatabase;
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

/** The table of answers, as their users see it. */
@ApplicationScoped
class AnswerStore {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String INSERT = """
            INSERT INTO answers (tenant_id, user_id, conversation_id, id, state, pending, request, question_id, created_at, lease_until)
            VALUES ($1, $2, $3, $4, 'running', true, $5, $6, $7, $8)""";
    private static final String FIND = "SELECT " + AnswerRows.COLUMNS + """
             FROM answers WHERE tenant_id = $1 AND user_id = $2 AND conversation_id = $3 AND id = $4""";
    private static final String LIST = "SELECT " + AnswerRows.COLUMNS + """
             FROM answers WHERE tenant_id = $1 AND user_id = $2 AND conversation_id = $3 AND ($4::uuid IS NULL OR id < $4)
            ORDER BY id DESC LIMIT $5""";
    private static final String RATED = "SELECT " + AnswerRows.COLUMNS + """
             FROM answers WHERE tenant_id = $1 AND user_id = $2 AND rating = $3 AND ($4::uuid IS NULL OR id < $4)
            ORDER BY id DESC LIMIT $5""";
    private static final String RATE = """
            UPDATE answers SET rating = $5, comment = $6, rated_at = $7
            WHERE tenant_id = $1 AND user_id = $2 AND conversation_id = $3 AND id = $4""";
    private static final String STOP = """
            UPDATE answers SET stopping = true
            WHERE tenant_id = $1 AND user_id = $2 AND conversation_id = $3 AND id = $4 AND state = 'running'""";
    private static final String END = """
            UPDATE answers SET state = $3, text = $4, result = $5, ended_at = $6, lease_until = $7
            WHERE tenant_id = $1 AND id = $2 AND state = 'running'""";
    private static final String KEPT = """
            UPDATE answers SET pending = false, text = NULL, request = '{"root":false}', question_id = $3, message_id = $4
            WHERE tenant_id = $1 AND id = $2""";
    private static final String FORGET =
            "DELETE FROM answers WHERE tenant_id = $1 AND user_id = $2 AND conversation_id = $3";

    private final TenantDatabase database;
    private final IdempotencyStore idempotency;
    private final AnswerRows rows;
    private final QuotedDocuments quotes;

    AnswerStore(TenantDatabase database, IdempotencyStore idempotency, AnswerRows rows, QuotedDocuments quotes) {
        this.database = database;
        this.idempotency = idempotency;
        this.rows = rows;
        this.quotes = quotes;
    }

    /** @return the answer that the key was used for before, if it was */
    Optional<UUID> insert(Caller caller, AnswerRow row, Optional<IdempotencyKey> key, Instant lease) {
        return database.inTransaction(caller.tenant(), connection -> {
            var claim = key.map(given ->
                    idempotency.claim(connection, caller, given, row.key().id()));
            if (claim.orElse(null) instanceof Claim.Replay replay) {
                return Optional.of(replay.resource());
            }
            var columns = tuple(row.key())
                    .addString(rows.write(row.asked()))
                    .addUUID(row.question())
                    .addOffsetDateTime(AnswerRows.utc(row.createdAt()))
                    .addOffsetDateTime(AnswerRows.utc(lease));
            execute(connection, INSERT, columns);
            key.ifPresent(given -> idempotency.answer(
                    connection, caller, given, new StoredAnswer(201, row.key().path(), "{}")));
            return Optional.empty();
        });
    }

    Optional<AnswerRow> find(AnswerKey key) {
        return all(key.tenant(), FIND, tuple(key)).stream().findFirst();
    }

    /** The newest first; one more than the limit, where there are that many. */
    List<AnswerRow> list(UUID tenant, UUID user, UUID conversation, Cursor cursor, int limit) {
        var parameters =
                Tuple.of(tenant, user, conversation).addUUID(after(cursor)).addInteger(limit + 1);
        return all(tenant, LIST, parameters);
    }

    /** The same of all conversations, by what the user thinks of them. */
    List<AnswerRow> rated(UUID tenant, UUID user, Feedback.Rating rating, Cursor cursor, int limit) {
        var parameters =
                Tuple.of(tenant, user, rating.text()).addUUID(after(cursor)).addInteger(limit + 1);
        return all(tenant, RATED, parameters);
    }

    boolean rate(AnswerKey key, Feedback feedback, Instant now) {
        var parameters = tuple(key)
                .addString(feedback.rating().text())
                .addString(feedback.comment())
                .addOffsetDateTime(AnswerRows.utc(now));
        return changed(key, RATE, parameters);
    }

    /** Whoever makes it will see it. */
    void stop(AnswerKey key) {
        changed(key, STOP, tuple(key));
    }

    /** @return false when it has come to an end already */
    boolean end(AnswerRow row, Instant lease) {
        var key = row.key();
        var parameters = Tuple.of(key.tenant(), key.id(), row.state().text())
                .addString(row.text())
                .addString(rows.write(row.result()))
                .addOffsetDateTime(AnswerRows.utc(row.endedAt()))
                .addOffsetDateTime(AnswerRows.utc(lease));
        return database.inTransaction(key.tenant(), connection -> {
            var isFirst = execute(connection, END, parameters).rowCount() > 0;
            if (isFirst) {
                quotes.note(connection, row);
            }
            return isFirst;
        });
    }

    void kept(AnswerRow row) {
        var key = row.key();
        changed(
                key,
                KEPT,
                Tuple.of(key.tenant(), key.id()).addUUID(row.question()).addUUID(row.message()));
    }

    /** Of a conversation that is not there any more. */
    void forget(AnswerKey key) {
        changed(key, FORGET, Tuple.of(key.tenant(), key.user(), key.conversation()));
    }

    private boolean changed(AnswerKey key, String sql, Tuple parameters) {
        return database.inTransaction(
                key.tenant(), connection -> execute(connection, sql, parameters).rowCount() > 0);
    }

    private List<AnswerRow> all(UUID tenant, String sql, Tuple parameters) {
        return database.read(tenant, connection -> {
            var found = execute(connection, sql, parameters);
            var answers = StreamSupport.stream(found.spliterator(), false)
                    .map(rows::read)
                    .toList();
            return quotes.shown(connection, tenant, answers);
        });
    }

    private static UUID after(Cursor cursor) {
        return cursor == null ? null : cursor.after();
    }

    private static Tuple tuple(AnswerKey key) {
        return Tuple.of(key.tenant(), key.user(), key.conversation(), key.id());
    }

    static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

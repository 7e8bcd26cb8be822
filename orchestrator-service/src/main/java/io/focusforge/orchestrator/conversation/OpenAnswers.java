package io.focusforge.orchestrator.conversation;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The table of answers, as replicas see it: for all tenants, those of which something is still to be done. */
@ApplicationScoped
class OpenAnswers {
    private static final String RENEW = """
            UPDATE answers AS a SET lease_until = $3 FROM unnest($1::uuid[], $2::uuid[]) AS mine (tenant_id, id)
            WHERE a.tenant_id = mine.tenant_id AND a.id = mine.id AND a.state = 'running' RETURNING a.id, a.stopping""";
    private static final String TAKE = """
            UPDATE answers SET lease_until = $2 WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM answers WHERE pending AND lease_until < $1 ORDER BY lease_until LIMIT $3 FOR UPDATE SKIP LOCKED)
            RETURNING\s""" + AnswerRows.COLUMNS;
    private static final String FIND = "SELECT " + AnswerRows.COLUMNS + """
             FROM answers AS a JOIN unnest($1::uuid[], $2::uuid[]) AS followed (tenant, answer)
            ON a.tenant_id = followed.tenant AND a.id = followed.answer""";

    private final TenantDatabase database;
    private final AnswerRows rows;

    OpenAnswers(TenantDatabase database, AnswerRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** @return of those that are still under way, whether they are to stop */
    Map<UUID, Boolean> renew(Collection<AnswerKey> running, Instant lease) {
        var parameters = keys(running).addOffsetDateTime(AnswerRows.utc(lease));
        return stream(execute(RENEW, parameters))
                .collect(Collectors.toMap(row -> row.getUUID("id"), row -> row.getBoolean("stopping")));
    }

    /** Those that nobody looks after, which is now the caller's to do. */
    List<AnswerRow> take(Instant now, Instant lease, int limit) {
        var parameters = Tuple.of(AnswerRows.utc(now), AnswerRows.utc(lease)).addInteger(limit);
        return stream(execute(TAKE, parameters)).map(rows::read).toList();
    }

    Map<AnswerKey, AnswerRow> find(Collection<AnswerKey> followed) {
        return stream(execute(FIND, keys(followed)))
                .map(rows::read)
                .collect(Collectors.toMap(AnswerRow::key, row -> row));
    }

    private RowSet<Row> execute(String sql, Tuple parameters) {
        return database.acrossTenants(connection -> AnswerStore.execute(connection, sql, parameters));
    }

    private static Tuple keys(Collection<AnswerKey> keys) {
        return Tuple.tuple()
                .addArrayOfUUID(keys.stream().map(AnswerKey::tenant).toArray(UUID[]::new))
                .addArrayOfUUID(keys.stream().map(AnswerKey::id).toArray(UUID[]::new));
    }

    private static Stream<Row> stream(RowSet<Row> found) {
        return StreamSupport.stream(found.spliterator(), false);
    }
}

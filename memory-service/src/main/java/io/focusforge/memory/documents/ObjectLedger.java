package io.focusforge.memory.documents;

import io.focusforge.common.erasure.DataSubject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Which objects there are, or may be. One that goes is never kept again. */
@ApplicationScoped
class ObjectLedger {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ARRIVE =
            "INSERT INTO document_objects (tenant_id, object_id, state, touched_at, user_id) VALUES ($1, $2, 'arriving', $3, $4)";
    private static final String KEEP = """
            UPDATE document_objects SET state = 'kept' WHERE tenant_id = $1 AND object_id = $2 AND state = 'arriving'""";
    private static final String DROP = """
            UPDATE document_objects SET state = 'going', touched_at = $3 WHERE tenant_id = $1 AND object_id = $2""";
    /** Those that are looked at come to the end of the line. */
    private static final String LEFT = """
            UPDATE document_objects AS left_over SET state = 'going', touched_at = $2 FROM (
                SELECT tenant_id, object_id FROM document_objects
                WHERE state <> 'kept' AND touched_at < $1 ORDER BY touched_at LIMIT $3 FOR UPDATE SKIP LOCKED) AS old
            WHERE left_over.tenant_id = old.tenant_id AND left_over.object_id = old.object_id
            RETURNING left_over.tenant_id, left_over.object_id""";

    private static final String LEFT_BY = """
            UPDATE document_objects SET state = 'going', touched_at = $3 WHERE (tenant_id, object_id) IN (
                SELECT tenant_id, object_id FROM document_objects
                WHERE tenant_id = $1 AND user_id = $2 AND state <> 'kept' LIMIT $4)
            RETURNING tenant_id, object_id""";

    private static final String FORGET = """
            DELETE FROM document_objects USING unnest($1::uuid[], $2::uuid[]) AS gone (tenant_id, object_id)
            WHERE document_objects.tenant_id = gone.tenant_id AND document_objects.object_id = gone.object_id AND state = 'going'""";

    record Entry(UUID tenant, UUID object) {}

    void arrive(SqlConnection connection, Entry entry, UUID user, Instant now) {
        execute(connection, ARRIVE, Tuple.of(entry.tenant(), entry.object(), DocumentRows.utc(now), user));
    }

    /** @return false when it was taken for left over meanwhile */
    boolean keep(SqlConnection connection, Entry entry) {
        return execute(connection, KEEP, Tuple.of(entry.tenant(), entry.object()))
                        .rowCount()
                == 1;
    }

    void drop(SqlConnection connection, Entry entry, Instant now) {
        execute(connection, DROP, Tuple.of(entry.tenant(), entry.object(), DocumentRows.utc(now)));
    }

    /** Those that go, or never became part of a document, and were not touched since; from now on they go. */
    List<Entry> left(SqlConnection connection, Instant since, Instant now, int limit) {
        return entries(execute(connection, LEFT, Tuple.of(DocumentRows.utc(since), DocumentRows.utc(now), limit)));
    }

    /** Those of a person that are no document's, however new they are; from now on they go. */
    List<Entry> leftBy(SqlConnection connection, DataSubject who, Instant now, int limit) {
        return entries(execute(connection, LEFT_BY, Tuple.of(who.tenant(), who.user(), DocumentRows.utc(now), limit)));
    }

    private static List<Entry> entries(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Entry(row.getUUID(0), row.getUUID(1)))
                .toList();
    }

    void forget(SqlConnection connection, Collection<Entry> gone) {
        execute(
                connection,
                FORGET,
                Tuple.of(
                        gone.stream().map(Entry::tenant).toArray(UUID[]::new),
                        gone.stream().map(Entry::object).toArray(UUID[]::new)));
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

package io.focusforge.memory.documents;

import io.focusforge.common.identity.Caller;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code documents}. What changes in it is told with the change. */
@ApplicationScoped
class DocumentStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String SELECT = "SELECT " + DocumentRows.COLUMNS + " FROM documents ";
    private static final String ONE = SELECT + "WHERE tenant_id = $1 AND document_id = $2";
    private static final String BY_KEY =
            SELECT + "WHERE tenant_id = $1 AND user_id = $2 AND collection = $3 AND external_key = $4";
    private static final String BY_CONTENT = SELECT
            + "WHERE tenant_id = $1 AND user_id = $2 AND collection = $3 AND content_hash = $4 AND external_key IS NULL";
    private static final String INSERT = "INSERT INTO documents (" + DocumentRows.COLUMNS + ") VALUES ("
            + DocumentRows.PLACES + ") ON CONFLICT DO NOTHING";
    private static final String UPDATE = "UPDATE documents SET (" + DocumentRows.COLUMNS + ") = ROW ("
            + DocumentRows.PLACES + ") WHERE tenant_id = $1 AND document_id = $2";
    private static final String DELETE = "DELETE FROM documents WHERE tenant_id = $1 AND document_id = $2";

    /** Each half is walked in the order of its index, and no further than the page. */
    private static final String LIST = """
            SELECT * FROM (
                (SELECT %1$s FROM documents WHERE tenant_id = $1 AND user_id = $2 %2$s ORDER BY document_id DESC LIMIT $6)
                UNION ALL
                (SELECT %1$s FROM documents WHERE tenant_id = $1 AND shared AND user_id <> $2 %2$s ORDER BY document_id DESC LIMIT $6)
            ) AS seen ORDER BY document_id DESC LIMIT $6""".formatted(DocumentRows.COLUMNS, """
            AND ($3::uuid IS NULL OR document_id < $3) AND ($4::text IS NULL OR collection = $4)
                 AND ($5::text IS NULL OR state = $5)""");

    private static final String ALL = SELECT + """
            JOIN unnest($1::uuid[], $2::uuid[]) AS asked (t, d) ON tenant_id = t AND document_id = d""";
    private static final String QUIET = SELECT + """
            WHERE state NOT IN ('READY', 'FAILED', 'CANCELLED') AND updated_at < $1 ORDER BY updated_at LIMIT $2""";

    private final DocumentNews news;

    DocumentStore(DocumentNews news) {
        this.news = news;
    }

    Optional<Document> find(SqlConnection connection, DocumentKey key) {
        return one(connection, ONE, Tuple.of(key.tenant(), key.id()));
    }

    /** Nobody else changes it until the end of the transaction. */
    Optional<Document> lock(SqlConnection connection, DocumentKey key) {
        return one(connection, ONE + " FOR UPDATE", Tuple.of(key.tenant(), key.id()));
    }

    /** What the user calls by the same name, or, where it has none, what has the same content. */
    Optional<Document> same(SqlConnection connection, Caller caller, Label label, Arrival arrival, boolean lock) {
        var place = Tuple.of(caller.tenant(), caller.user(), label.collection());
        var locked = lock ? " FOR UPDATE" : "";
        return label.key() == null
                ? one(connection, BY_CONTENT + locked, place.addValue(DocumentRows.hash(arrival.hash())))
                : one(connection, BY_KEY + locked, place.addString(label.key()));
    }

    /** @return whether it is the first with its key, or content */
    boolean insert(SqlConnection connection, Document document) {
        var isFirst = execute(connection, INSERT, DocumentRows.tuple(document)).rowCount() == 1;
        if (isFirst) {
            news.changed(connection, document);
        }
        return isFirst;
    }

    void update(SqlConnection connection, Document document) {
        execute(connection, UPDATE, DocumentRows.tuple(document));
        news.changed(connection, document);
    }

    void delete(SqlConnection connection, Document document) {
        var key = document.key();
        execute(connection, DELETE, Tuple.of(key.tenant(), key.id()));
        news.deleted(connection, document);
    }

    /** @return false when another has its key, or content, by now */
    boolean restore(SqlConnection connection, Document document) {
        var restored = document.with(document.ingestion().restored(), document.updatedAt());
        var isBack = execute(connection, INSERT, DocumentRows.tuple(restored)).rowCount() == 1;
        if (isBack) {
            news.restored(connection, restored);
        }
        return isBack;
    }

    /** One more than asked for, when there are more. */
    List<Document> list(SqlConnection connection, Caller caller, DocumentQuery query) {
        return all(execute(
                connection,
                LIST,
                Tuple.of(caller.tenant(), caller.user(), query.after(), query.collection(), query.state())
                        .addInteger(query.limit() + 1)));
    }

    List<Document> all(SqlConnection connection, Collection<DocumentKey> keys) {
        var asked = Tuple.of(
                keys.stream().map(DocumentKey::tenant).toArray(UUID[]::new),
                keys.stream().map(DocumentKey::id).toArray(UUID[]::new));
        return all(execute(connection, ALL, asked));
    }

    /** Those that are under way, and of which nothing was heard since. */
    List<Document> quiet(SqlConnection connection, Instant since, int limit) {
        return all(execute(connection, QUIET, Tuple.of(DocumentRows.utc(since), limit)));
    }

    private static Optional<Document> one(SqlConnection connection, String sql, Tuple parameters) {
        return all(execute(connection, sql, parameters)).stream().findFirst();
    }

    private static List<Document> all(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(DocumentRows::document)
                .toList();
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

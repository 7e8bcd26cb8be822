package io.focusforge.memory.documents;

import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code document_deletions}: documents as they were when somebody deleted them. */
@ApplicationScoped
class DeletionStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String INSERT = "INSERT INTO document_deletions (" + DocumentRows.COLUMNS
            + ", deletion_id) VALUES (" + DocumentRows.PLACES + ", $24)";
    private static final String FIND =
            "SELECT " + DocumentRows.COLUMNS + " FROM document_deletions WHERE tenant_id = $1 AND deletion_id = $2";
    private static final String OF_USER = """
            SELECT deletion_id FROM document_deletions WHERE tenant_id = $1 AND user_id = $2 ORDER BY deletion_id LIMIT $3::int""";
    private static final String FORGET = "DELETE FROM document_deletions WHERE tenant_id = $1 AND deletion_id = $2";

    void insert(SqlConnection connection, UUID deletion, Document document) {
        connection
                .preparedQuery(INSERT)
                .execute(DocumentRows.tuple(document).addUUID(deletion))
                .await()
                .atMost(TIMEOUT);
    }

    /** Empty when it is deleted, or shown again. */
    Optional<Document> find(SqlConnection connection, UUID tenant, UUID deletion) {
        return one(connection, FIND, Tuple.of(tenant, deletion));
    }

    /** The same; nobody else shows it again or removes it until the end of the transaction. */
    Optional<Document> lock(SqlConnection connection, UUID tenant, UUID deletion) {
        return one(connection, FIND + " FOR UPDATE", Tuple.of(tenant, deletion));
    }

    List<UUID> ofUser(SqlConnection connection, UUID tenant, UUID user, int atMost) {
        var rows = connection
                .preparedQuery(OF_USER)
                .execute(Tuple.of(tenant, user, atMost))
                .await()
                .atMost(TIMEOUT);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getUUID(0))
                .toList();
    }

    void forget(SqlConnection connection, UUID tenant, UUID deletion) {
        connection
                .preparedQuery(FORGET)
                .execute(Tuple.of(tenant, deletion))
                .await()
                .atMost(TIMEOUT);
    }

    private static Optional<Document> one(SqlConnection connection, String sql, Tuple parameters) {
        var rows = connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(DocumentRows::document)
                .findFirst();
    }
}

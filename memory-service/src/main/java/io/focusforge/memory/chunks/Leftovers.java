package io.focusforge.memory.chunks;

import io.focusforge.memory.documents.DocumentKey;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Chunks of old versions and of deleted documents. They are noted in the transaction that makes them superfluous, no longer found from then on,
 * and removed in small steps later.
 */
@ApplicationScoped
class Leftovers {
    private static final String ADD = """
            INSERT INTO chunk_leftovers (tenant_id, document_id, version)
            SELECT tenant_id, document_id, version FROM chunk_counts
            WHERE tenant_id = $1 AND document_id = $2 AND version < $3 ON CONFLICT DO NOTHING""";
    private static final String NEXT = """
            SELECT tenant_id, document_id, version FROM chunk_leftovers
            ORDER BY tenant_id, document_id, version LIMIT 1 FOR UPDATE SKIP LOCKED""";

    // The words of a block are those of its chunks.
    private static final String REMOVE_BLOCK = """
            WITH first AS (
                SELECT min(ordinal) / 64 AS block FROM chunks WHERE tenant_id = $1 AND document_id = $2 AND version = $3),
            gone AS (
                DELETE FROM chunks USING first
                WHERE tenant_id = $1 AND document_id = $2 AND version = $3
                    AND ordinal >= first.block * 64 AND ordinal < (first.block + 1) * 64
                RETURNING ordinal, words, first.block),
            words AS (
                DELETE FROM chunk_words USING (SELECT DISTINCT lexeme, block FROM gone CROSS JOIN word_frequencies(gone.words)) AS word
                WHERE tenant_id = $1 AND chunk_words.lexeme = word.lexeme COLLATE "C" AND document_id = $2 AND version = $3
                    AND chunk_words.block = word.block),
            one AS (
                DELETE FROM chunk_vectors_a WHERE tenant_id = $1 AND document_id = $2 AND version = $3
                    AND ordinal = ANY (ARRAY (SELECT ordinal FROM gone))),
            other AS (
                DELETE FROM chunk_vectors_b WHERE tenant_id = $1 AND document_id = $2 AND version = $3
                    AND ordinal = ANY (ARRAY (SELECT ordinal FROM gone)))
            SELECT count(*)::int FROM gone""";
    private static final String FORGET = """
            WITH counted AS (DELETE FROM chunk_counts WHERE tenant_id = $1 AND document_id = $2 AND version = $3)
            DELETE FROM chunk_leftovers WHERE tenant_id = $1 AND document_id = $2 AND version = $3""";

    /** Part of the transaction that makes them superfluous. */
    void addBefore(SqlConnection connection, DocumentKey document, int version) {
        ChunkStore.execute(connection, ADD, Tuple.of(document.tenant(), document.id(), version));
    }

    /** @return whether there was any that nobody else is removing */
    boolean removeSome(SqlConnection connection) {
        var rows = ChunkStore.execute(connection, NEXT, Tuple.tuple()).iterator();
        if (!rows.hasNext()) {
            return false;
        }
        var row = rows.next();
        var version = Tuple.of(row.getUUID(0), row.getUUID(1), row.getInteger(2));
        var removed = ChunkStore.execute(connection, REMOVE_BLOCK, version).iterator();
        if (removed.next().getInteger(0) == 0) {
            ChunkStore.execute(connection, FORGET, version);
        }
        return true;
    }
}

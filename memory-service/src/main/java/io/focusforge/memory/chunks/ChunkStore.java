package io.focusforge.memory.chunks;

import io.focusforge.common.id.Ids;
import io.focusforge.memory.documents.Chunk;
import io.focusforge.memory.documents.DocumentKey;
import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.words.WordsConfig;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The rows of chunks, with their words and counts, which are written together. */
@ApplicationScoped
class ChunkStore {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    // Words and counts follow what was really added: a batch that comes again adds nothing.
    private static final String ADD = """
            WITH given AS (
                SELECT o, i, p, s, e, h, t, setweight(to_tsvector('%1$s', h), 'C') || to_tsvector('%1$s', t) AS w
                FROM unnest($4::int[], $5::uuid[], $6::int[], $7::int[], $8::int[], $9::text[], $10::text[]) AS given (o, i, p, s, e, h, t)),
            added AS (
                INSERT INTO chunks (tenant_id, document_id, version, ordinal, chunk_id, page, start_char, end_char, heading, text, words, length)
                SELECT $1::uuid, $2::uuid, $3::int, o, i, p, s, e, h, t, w,
                       (SELECT coalesce(sum(frequency), 0) FROM word_frequencies(w))
                FROM given ON CONFLICT DO NOTHING RETURNING ordinal, words, length),
            counted AS (
                INSERT INTO chunk_counts (tenant_id, document_id, version, chunks, length)
                SELECT $1::uuid, $2::uuid, $3::int, count(*), sum(length) FROM added HAVING count(*) > 0
                ON CONFLICT (tenant_id, document_id, version) DO UPDATE SET
                    chunks = chunk_counts.chunks + excluded.chunks, length = chunk_counts.length + excluded.length),
            words AS (INSERT INTO chunk_words (tenant_id, lexeme, document_id, version, block, chunks, ordinals, frequencies, lengths)
            SELECT $1::uuid, lexeme, $2::uuid, $3::int, ordinal / 64, count(*), array_agg(ordinal),
                   array_agg(frequency), array_agg(length)
            FROM added CROSS JOIN word_frequencies(words) GROUP BY lexeme, ordinal / 64 ORDER BY lexeme
            ON CONFLICT (tenant_id, lexeme, document_id, version, block) DO UPDATE SET
                chunks = chunk_words.chunks + excluded.chunks, ordinals = chunk_words.ordinals || excluded.ordinals,
                frequencies = chunk_words.frequencies || excluded.frequencies, lengths = chunk_words.lengths || excluded.lengths)
            SELECT count(*)::int FROM added""";
    private static final String STORED = """
            SELECT count(*)::int FROM (
                SELECT ordinal, row_number() OVER (ORDER BY ordinal) - 1 AS place FROM chunks
                WHERE tenant_id = $1 AND document_id = $2 AND version = $3) AS chunk
            WHERE ordinal = place""";
    private static final String KEPT = """
            SELECT ordinal FROM chunks WHERE tenant_id = $1 AND document_id = $2 AND version = $3 AND ordinal = ANY ($4)""";
    private static final String LOCK =
            "SELECT version FROM documents WHERE tenant_id = $1 AND document_id = $2 FOR SHARE";

    private final String add;

    ChunkStore(WordsConfig words) {
        this.add = ADD.formatted(words.language());
    }

    void add(SqlConnection connection, Batch batch) {
        var chunks = batch.chunks();
        execute(
                connection,
                add,
                version(batch.document(), batch.version())
                        .addArrayOfInteger(array(chunks, Chunk::ordinal, Integer[]::new))
                        .addArrayOfUUID(array(chunks, chunk -> Ids.next(), UUID[]::new))
                        .addArrayOfInteger(array(chunks, Chunk::page, Integer[]::new))
                        .addArrayOfInteger(array(chunks, Chunk::start, Integer[]::new))
                        .addArrayOfInteger(array(chunks, Chunk::end, Integer[]::new))
                        .addArrayOfString(array(chunks, Chunk::heading, String[]::new))
                        .addArrayOfString(array(chunks, Chunk::text, String[]::new)));
    }

    /** How many there are from the first up to one that is missing. */
    int stored(SqlConnection connection, DocumentKey document, int version) {
        return execute(connection, STORED, version(document, version))
                .iterator()
                .next()
                .getInteger(0);
    }

    /** The ordinals of the batch that are there. */
    Set<Integer> kept(SqlConnection connection, Batch batch) {
        var asked = array(batch.chunks(), Chunk::ordinal, Integer[]::new);
        var rows = execute(
                connection, KEPT, version(batch.document(), batch.version()).addArrayOfInteger(asked));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getInteger(0))
                .collect(Collectors.toSet());
    }

    /** The version that is being ingested, which stays so until the end of the transaction; empty without the document. */
    Optional<Integer> lockVersion(SqlConnection connection, DocumentKey document) {
        var rows = execute(connection, LOCK, Tuple.of(document.tenant(), document.id()))
                .iterator();
        return rows.hasNext() ? Optional.of(rows.next().getInteger(0)) : Optional.empty();
    }

    private static Tuple version(DocumentKey document, int version) {
        return Tuple.of(document.tenant(), document.id(), version);
    }

    static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }

    static ChunkKey key(Row row) {
        return new ChunkKey(row.getUUID("document_id"), row.getInteger("version"), row.getInteger("ordinal"));
    }

    static <T, R> R[] array(List<T> items, Function<T, R> field, IntFunction<R[]> make) {
        return items.stream().map(field).toArray(make);
    }
}

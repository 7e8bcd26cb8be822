package io.focusforge.memory.vectors;

import io.focusforge.memory.embedding.Embedding;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Vectors where PostgreSQL comes without pgvector: chosen by how many signs differ, of which two embeddings at angle φ have φ/π, and then
 * compared exactly. It walks over all chunks of the view.
 */
final class SignatureVectors implements Vectors {
    private static final int CANDIDATES_PER_RESULT = 12;
    private static final int FEWEST = 128;
    private static final String ADD = """
            INSERT INTO %s (tenant_id, document_id, version, ordinal, signature, embedding)
            SELECT $1::uuid, d, v, o, s::bit(384), e
            FROM unnest($2::uuid[], $3::int[], $4::int[], $5::text[], $6::bytea[]) AS given (d, v, o, s, e)
            ON CONFLICT DO NOTHING""";
    private static final String NEAREST = """
            WITH query AS MATERIALIZED (SELECT %2$s::text::bit(384) AS signature),
            seen AS MATERIALIZED (
                SELECT v.document_id, v.version, v.ordinal
                FROM documents d JOIN %1$s v ON v.tenant_id = d.tenant_id AND v.document_id = d.document_id
                WHERE d.tenant_id = $1 AND v.tenant_id = $1 AND v.version = %5$s AND %3$s
                ORDER BY bit_count(v.signature # (SELECT signature FROM query)) LIMIT %4$s::int)
            SELECT document_id, version, ordinal, embedding
            FROM seen JOIN %1$s USING (document_id, version, ordinal) WHERE tenant_id = $1""";

    private static final String SIMILARITIES = """
            SELECT v.document_id, v.version, v.ordinal, v.embedding
            FROM unnest($2::uuid[], $3::int[], $4::int[]) AS k (document_id, version, ordinal)
            JOIN %s v ON v.tenant_id = $1 AND v.document_id = k.document_id AND v.version = k.version
                AND v.ordinal = k.ordinal""";

    @Override
    public String kind() {
        return "signatures";
    }

    @Override
    public void add(SqlConnection connection, UUID tenant, VectorSet set, List<ChunkVector> vectors) {
        var parameters = Sql.keysOf(tenant, vectors)
                .addArrayOfString(
                        Sql.array(vectors, vector -> vector.embedding().signature(), String[]::new))
                .addValue(Sql.array(vectors, vector -> buffer(vector.embedding()), io.vertx.core.buffer.Buffer[]::new));
        Sql.execute(connection, ADD.formatted(set.table()), parameters);
    }

    @Override
    public List<Near> nearest(SqlConnection connection, Nearest query) {
        var view = query.view();
        var candidates = Math.max(FEWEST, query.limit() * CANDIDATES_PER_RESULT);
        var parameters = view.tuple().addString(query.embedding().signature()).addInteger(candidates);
        var statement =
                NEAREST.formatted(query.set().table(), view.place(0), view.condition(), view.place(1), View.VERSION);
        return near(Sql.execute(connection, statement, parameters), query.embedding()).stream()
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<Near> similarities(
            SqlConnection connection, UUID tenant, VectorSet set, Embedding embedding, List<ChunkKey> keys) {
        var rows = Sql.execute(connection, SIMILARITIES.formatted(set.table()), Sql.keys(tenant, keys));
        return near(rows, embedding);
    }

    private static List<Near> near(RowSet<Row> rows, Embedding embedding) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Near(
                        Sql.key(row),
                        embedding.similarity(
                                new Embedding(row.getBuffer("embedding").getBytes()))))
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .toList();
    }

    private static io.vertx.core.buffer.Buffer buffer(Embedding embedding) {
        return Buffer.buffer(embedding.bytes()).getDelegate();
    }
}

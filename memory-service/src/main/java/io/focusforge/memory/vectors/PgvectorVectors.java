package io.focusforge.memory.vectors;

import io.focusforge.memory.embedding.Embedding;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Vectors of pgvector. The index of a partition knows the chunks of all its tenants: it is asked on and on (iterative scan) until there are as
 * many as asked for of those that the caller may see.
 */
final class PgvectorVectors implements Vectors {
    private static final String ADD = """
            INSERT INTO %s (tenant_id, document_id, version, ordinal, embedding)
            SELECT $1::uuid, d, v, o, e::vector FROM unnest($2::uuid[], $3::int[], $4::int[], $5::text[]) AS given (d, v, o, e)
            ON CONFLICT DO NOTHING""";

    // The order comes from the index, one neighbour after the other, and each is looked up among the documents. The
    // query
    // is a subquery, so that it is read once and not for each row.
    private static final String BY_INDEX = """
            SELECT v.document_id, v.version, v.ordinal, v.embedding <=> (SELECT %2$s::text::vector) AS distance
            FROM %1$s v JOIN documents d ON d.tenant_id = v.tenant_id AND d.document_id = v.document_id
            WHERE v.tenant_id = $1 AND d.tenant_id = $1 AND v.version = %5$s AND %3$s
            ORDER BY distance LIMIT %4$s::int""";
    private static final String EXACTLY = """
            WITH seen AS MATERIALIZED (
                SELECT v.document_id, v.version, v.ordinal, v.embedding <=> (SELECT %2$s::text::vector) AS distance
                FROM documents d JOIN %1$s v ON v.tenant_id = d.tenant_id AND v.document_id = d.document_id
                WHERE d.tenant_id = $1 AND v.tenant_id = $1 AND v.version = %5$s AND %3$s)
            SELECT document_id, version, ordinal, distance FROM seen
            ORDER BY distance LIMIT %4$s::int""";
    private static final String SIMILARITIES = """
            SELECT v.document_id, v.version, v.ordinal, v.embedding <=> (SELECT $5::text::vector) AS distance
            FROM unnest($2::uuid[], $3::int[], $4::int[]) AS k (document_id, version, ordinal)
            JOIN %s v ON v.tenant_id = $1 AND v.document_id = k.document_id AND v.version = k.version
                AND v.ordinal = k.ordinal""";

    private final String settings;

    PgvectorVectors(VectorConfig config) {
        this.settings = """
                SET LOCAL enable_sort = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off;
                SET LOCAL hnsw.iterative_scan = relaxed_order; SET LOCAL hnsw.ef_search = %d; SET LOCAL hnsw.max_scan_tuples = %d""".formatted(config.candidates(), config.mostVisited());
    }

    @Override
    public String kind() {
        return "pgvector";
    }

    @Override
    public void add(SqlConnection connection, UUID tenant, VectorSet set, List<ChunkVector> vectors) {
        var parameters = Sql.keysOf(tenant, vectors)
                .addArrayOfString(
                        Sql.array(vectors, vector -> vector.embedding().literal(), String[]::new));
        Sql.execute(connection, ADD.formatted(set.table()), parameters);
    }

    @Override
    public List<Near> nearest(SqlConnection connection, Nearest query) {
        if (query.exactly()) {
            return run(connection, EXACTLY, query);
        }
        connection.query(settings).execute().subscribe().with(set -> {}, failure -> {});
        return run(connection, BY_INDEX, query);
    }

    @Override
    public List<Near> similarities(
            SqlConnection connection, UUID tenant, VectorSet set, Embedding embedding, List<ChunkKey> keys) {
        var parameters = Sql.keys(tenant, keys).addString(embedding.literal());
        return near(Sql.execute(connection, SIMILARITIES.formatted(set.table()), parameters));
    }

    private static List<Near> run(SqlConnection connection, String sql, Nearest query) {
        var view = query.view();
        var parameters = view.tuple().addString(query.embedding().literal()).addInteger(query.limit());
        var statement =
                sql.formatted(query.set().table(), view.place(0), view.condition(), view.place(1), View.VERSION);
        return near(Sql.execute(connection, statement, parameters));
    }

    private static List<Near> near(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Near(Sql.key(row), 1 - row.getDouble("distance")))
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .toList();
    }
}

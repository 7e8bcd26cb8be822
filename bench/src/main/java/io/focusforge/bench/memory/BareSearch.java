package io.focusforge.bench.memory;

import io.focusforge.bench.memory.InnerApi.Account;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Search as somebody would write it who has nothing but the tables: one statement on one connection, without row-level security. */
final class BareSearch {
    private static final String NEAREST = """
            WITH near AS MATERIALIZED (
                SELECT document_id, ordinal, embedding <=> (SELECT ?::vector) AS distance FROM chunk_vectors_a
                WHERE tenant_id = ?::uuid ORDER BY distance LIMIT 10)
            SELECT c.chunk_id FROM near JOIN chunks c ON c.tenant_id = ?::uuid AND c.document_id = near.document_id AND c.version = 1
                AND c.ordinal = near.ordinal ORDER BY near.distance""";

    // As many candidates, and as many postings read for them, as the service takes; the rarest words first.
    private static final String BOTH = """
            WITH asked AS MATERIALIZED (SELECT ?::uuid AS tenant, ?::vector AS meaning, ? AS text),
            near AS MATERIALIZED (
                SELECT document_id, ordinal, 1 - (embedding <=> (SELECT meaning FROM asked)) AS similarity FROM chunk_vectors_a
                WHERE tenant_id = ?::uuid ORDER BY embedding <=> (SELECT meaning FROM asked) LIMIT 50),
            terms AS MATERIALIZED (
                SELECT word.lexeme, df.chunks, ln(1 + (a.chunks - df.chunks + 0.5) / (df.chunks + 0.5))::float8 AS weight, a.average,
                       sum(df.chunks) OVER (ORDER BY df.chunks) AS read
                FROM (SELECT sum(chunks) AS chunks, (sum(length) / sum(chunks))::float8 AS average FROM chunk_counts
                      WHERE tenant_id = (SELECT tenant FROM asked)) AS a
                CROSS JOIN unnest(to_tsvector('english', (SELECT text FROM asked))) AS word
                CROSS JOIN LATERAL (
                    SELECT sum(chunks) AS chunks FROM chunk_words
                    WHERE tenant_id = (SELECT tenant FROM asked) AND lexeme = word.lexeme COLLATE "C") AS df
                WHERE df.chunks > 0),
            said AS MATERIALIZED (
                SELECT c.document_id, o.ordinal, sum(t.weight * o.frequency / (o.frequency + 0.3 + 0.9 * o.length / t.average)) AS score
                FROM terms t JOIN chunk_words c ON c.tenant_id = (SELECT tenant FROM asked) AND c.lexeme = t.lexeme COLLATE "C"
                CROSS JOIN LATERAL unnest(c.ordinals, c.frequencies, c.lengths) AS o (ordinal, frequency, length)
                WHERE t.read <= 20000 GROUP BY 1, 2 ORDER BY score DESC LIMIT 50),
            best AS MATERIALIZED (
                SELECT document_id, ordinal,
                       0.6 * coalesce(similarity, 0) + 0.4 * coalesce(score, 0) / (SELECT sum(weight) FROM terms) AS fused
                FROM near FULL JOIN said USING (document_id, ordinal) ORDER BY fused DESC LIMIT 10)
            SELECT c.chunk_id, c.text FROM best JOIN chunks c ON c.tenant_id = ?::uuid AND c.document_id = best.document_id
                AND c.version = 1 AND c.ordinal = best.ordinal ORDER BY fused DESC""";

    private final Connection connection;

    BareSearch(Connection connection) {
        this.connection = connection;
    }

    /** The ids of the chunks that are really the nearest. */
    List<String> exact(Account owner, String embedding) throws SQLException {
        return nearest("enable_indexscan = off", owner, embedding);
    }

    List<String> byMeaning(Account owner, String embedding) throws SQLException {
        return nearest("hnsw.ef_search = 250", owner, embedding);
    }

    List<String> byBoth(Account owner, String question, String embedding) throws SQLException {
        var tenant = owner.tenant().toString();
        return ids("hnsw.ef_search = 250", BOTH, tenant, embedding, question, tenant, tenant);
    }

    private List<String> nearest(String setting, Account owner, String embedding) throws SQLException {
        var tenant = owner.tenant().toString();
        return ids(setting, NEAREST, embedding, tenant, tenant);
    }

    private List<String> ids(String setting, String sql, String... parameters) throws SQLException {
        connection.setAutoCommit(false);
        try (var settings = connection.createStatement();
                var query = connection.prepareStatement(sql)) {
            settings.execute("SET LOCAL " + setting);
            for (var i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            var ids = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        } finally {
            connection.commit();
            connection.setAutoCommit(true);
        }
    }
}

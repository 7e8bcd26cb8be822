package io.focusforge.memory.chunks;

import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.vectors.View;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * Finds chunks by their words and scores them by BM25 (Robertson and Zaragoza, 2009): rare words say more, and long chunks must have them more
 * often. How rare a word is, is counted among all chunks of the tenant.
 */
@ApplicationScoped
class ChunkWords {
    private static final double K1 = 1.2;
    private static final double B = 0.75;
    private static final int MOST_TERMS = 32;
    private static final String TERMS = """
            SELECT word.lexeme, read.chunks FROM unnest(to_tsvector('english', $2::text)) AS word CROSS JOIN LATERAL (
                SELECT sum(chunks)::bigint AS chunks FROM (
                    SELECT chunks FROM chunk_words WHERE tenant_id = $1 AND lexeme = word.lexeme COLLATE "C" LIMIT 20000) AS postings) AS read
            WHERE read.chunks IS NOT NULL""";

    // What a term adds to the score of a chunk; $2 terms, $3 their weights, $4 average length.
    private static final String SCORE =
            "t.weight * o.frequency * %s / (o.frequency + %s * (1 - %s + %s * o.length / $4::float8))"
                    .formatted(K1 + 1, K1, B, B);
    private static final String FIND = """
            SELECT c.document_id, c.version, o.ordinal, sum(%1$s) AS score
            FROM unnest(%2$s::text[], %3$s::float8[]) AS t (lexeme, weight)
            CROSS JOIN LATERAL (SELECT * FROM chunk_words WHERE tenant_id = $1 AND lexeme = t.lexeme COLLATE "C" LIMIT 20000) AS c
            JOIN documents d ON d.tenant_id = $1 AND d.document_id = c.document_id AND c.version = %4$s
            CROSS JOIN LATERAL unnest(c.ordinals, c.frequencies, c.lengths) AS o (ordinal, frequency, length)
            WHERE %5$s GROUP BY 1, 2, 3 ORDER BY score DESC LIMIT %6$s::int""";
    private static final String SCORES = """
            SELECT k.document_id, k.version, k.ordinal, sum(%s) AS score
            FROM unnest($5::uuid[], $6::int[], $7::int[]) AS k (document_id, version, ordinal)
            CROSS JOIN unnest($2::text[], $3::float8[]) AS t (lexeme, weight)
            JOIN chunk_words c ON c.tenant_id = $1 AND c.lexeme = t.lexeme COLLATE "C" AND c.document_id = k.document_id
                AND c.version = k.version AND c.block = k.ordinal / 64
            CROSS JOIN LATERAL unnest(c.ordinals, c.frequencies, c.lengths) AS o (ordinal, frequency, length)
            WHERE o.ordinal = k.ordinal GROUP BY 1, 2, 3""".formatted(SCORE);

    private final ChunkTotals totals;

    ChunkWords(ChunkTotals totals) {
        this.totals = totals;
    }

    /** The words of a text that some chunk of the tenant has. */
    WordQuery read(SqlConnection connection, UUID tenant, String text) {
        var rows = ChunkStore.execute(connection, TERMS, Tuple.of(tenant, text));
        var all = totals.of(connection, tenant);
        var terms = StreamSupport.stream(rows.spliterator(), false)
                .map(row -> all.term(row.getString(0), row.getLong(1)))
                .sorted(java.util.Comparator.comparingLong(Term::chunks))
                .limit(MOST_TERMS)
                .toList();
        return new WordQuery(terms, all.averageLength());
    }

    /** Candidates of the view, by their rarest words, best first. */
    List<ChunkKey> find(SqlConnection connection, View view, WordQuery query, int limit) {
        var terms = query.choosing();
        var parameters = view.tuple()
                .addDouble(query.averageLength())
                .addArrayOfString(ChunkStore.array(terms, Term::lexeme, String[]::new))
                .addArrayOfDouble(ChunkStore.array(terms, Term::weight, Double[]::new))
                .addInteger(limit);
        var sql = FIND.formatted(
                SCORE.replace("$4", view.place(0)),
                view.place(1),
                view.place(2),
                View.VERSION,
                view.condition(),
                view.place(3));
        var rows = ChunkStore.execute(connection, sql, parameters);
        return List.copyOf(byKey(rows).keySet());
    }

    /** The whole score of each chunk that has any of the words. */
    Map<ChunkKey, Double> scores(SqlConnection connection, UUID tenant, WordQuery query, List<ChunkKey> keys) {
        if (query.isEmpty() || keys.isEmpty()) {
            return Map.of();
        }
        var terms = query.terms();
        var parameters = Tuple.of(tenant)
                .addArrayOfString(ChunkStore.array(terms, Term::lexeme, String[]::new))
                .addArrayOfDouble(ChunkStore.array(terms, Term::weight, Double[]::new))
                .addDouble(query.averageLength())
                .addArrayOfUUID(ChunkStore.array(keys, ChunkKey::document, UUID[]::new))
                .addArrayOfInteger(ChunkStore.array(keys, ChunkKey::version, Integer[]::new))
                .addArrayOfInteger(ChunkStore.array(keys, ChunkKey::ordinal, Integer[]::new));
        return byKey(ChunkStore.execute(connection, SCORES, parameters));
    }

    private static Map<ChunkKey, Double> byKey(RowSet<Row> rows) {
        var scores = new LinkedHashMap<ChunkKey, Double>();
        for (var row : rows) {
            scores.put(ChunkStore.key(row), row.getDouble("score"));
        }
        return scores;
    }
}

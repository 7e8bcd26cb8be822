package io.focusforge.memory.chunks;

import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.vectors.View;
import io.focusforge.memory.words.WordsConfig;
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
 * Finds chunks by their words and scores them as {@link io.focusforge.memory.words.Words} does, from blocks of neighbours instead of single
 * texts. How rare a word is, is counted among all chunks of the tenant.
 */
@ApplicationScoped
class ChunkWords {
    private static final int MOST_TERMS = 64;
    private static final String TERMS = """
            SELECT word.lexeme, coalesce(read.chunks, 0) AS chunks
            FROM unnest(to_tsvector('%s', $2::text)) AS word CROSS JOIN LATERAL (
                SELECT sum(chunks)::bigint AS chunks FROM (
                    SELECT chunks FROM chunk_words WHERE tenant_id = $1 AND lexeme = word.lexeme COLLATE "C" LIMIT 20000) AS postings) AS read
            LIMIT %d""";

    // What a word adds to the score of a chunk, of at most its weight. The place is that of the average length.
    private static final String SCORE =
            "o.weight * o.frequency / (o.frequency + %s::float8 * (%s::float8 + %s::float8 * o.length / %%s::float8))";

    // Postgres takes a tenant for small, and would read the words again for each of its documents. So these are looked
    // up last, one by
    // one from the best on, which a join without a limit would not be held to.
    private static final String FIND = """
            WITH said AS MATERIALIZED (
                SELECT document_id, version, ordinal, sum(%1$s) AS score
                FROM (SELECT c.document_id, c.version, t.weight, unnest(c.ordinals) AS ordinal,
                             unnest(c.frequencies) AS frequency, unnest(c.lengths) AS length
                      FROM unnest(%2$s::text[], %3$s::float8[]) AS t (lexeme, weight)
                      CROSS JOIN LATERAL (
                          SELECT * FROM chunk_words WHERE tenant_id = $1 AND lexeme = t.lexeme COLLATE "C" LIMIT 20000) AS c) AS o
                GROUP BY 1, 2, 3)
            SELECT best.* FROM (SELECT * FROM said ORDER BY score DESC) AS best
            CROSS JOIN LATERAL (
                SELECT FROM documents d WHERE d.tenant_id = $1 AND d.document_id = best.document_id AND best.version = %4$s AND %5$s
                LIMIT 1) AS seen
            ORDER BY best.score DESC LIMIT %6$s::int""";
    // Each block is asked for by its key; a join might read all that has the words.
    private static final String SCORES = """
            SELECT k.document_id, k.version, k.ordinal, sum(%s) AS score
            FROM unnest($5::uuid[], $6::int[], $7::int[]) AS k (document_id, version, ordinal)
            CROSS JOIN unnest($2::text[], $3::float8[]) AS t (lexeme, weight)
            CROSS JOIN LATERAL (
                SELECT t.weight, unnest(b.ordinals) AS ordinal, unnest(b.frequencies) AS frequency, unnest(b.lengths) AS length
                FROM (SELECT * FROM chunk_words c WHERE c.tenant_id = $1 AND c.lexeme = t.lexeme COLLATE "C"
                          AND c.document_id = k.document_id AND c.version = k.version AND c.block = k.ordinal / 64 LIMIT 1) AS b) AS o
            WHERE o.ordinal = k.ordinal GROUP BY 1, 2, 3""";

    private final ChunkTotals totals;
    private final String terms;
    private final String score;
    private final double pivot;

    ChunkWords(ChunkTotals totals, WordsConfig config) {
        this.totals = totals;
        this.terms = TERMS.formatted(config.language(), MOST_TERMS);
        this.score = SCORE.formatted(config.k1(), 1 - config.b(), config.b());
        this.pivot = config.pivot();
    }

    /** The words of a text, and how rare they are. */
    WordQuery read(SqlConnection connection, UUID tenant, String text) {
        var rows = ChunkStore.execute(connection, terms, Tuple.of(tenant, text));
        var all = totals.of(connection, tenant);
        return new WordQuery(
                StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> all.term(row.getString(0), row.getLong(1)))
                        .toList(),
                all.averageLength());
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
                score.formatted(view.place(0)),
                view.place(1),
                view.place(2),
                View.VERSION,
                view.condition(),
                view.place(3));
        var rows = ChunkStore.execute(connection, sql, parameters);
        return List.copyOf(byKey(rows).keySet());
    }

    /** The score of each chunk that has any of the words, over 0 up to 1. */
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
        var sums = byKey(ChunkStore.execute(connection, SCORES.formatted(score.formatted("$4")), parameters));
        sums.replaceAll((key, sum) -> (1 + pivot) * sum / (sum + pivot * query.most()));
        return sums;
    }

    private static Map<ChunkKey, Double> byKey(RowSet<Row> rows) {
        var scores = new LinkedHashMap<ChunkKey, Double>();
        for (var row : rows) {
            scores.put(ChunkStore.key(row), row.getDouble("score"));
        }
        return scores;
    }
}

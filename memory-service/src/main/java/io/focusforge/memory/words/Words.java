package io.focusforge.memory.words;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

/**
 * The SQL of words: how a text becomes words, and how texts are scored by those of a query.
 *
 * <pre>
 * idf(w)  = ln(1 + (texts − texts with w + 0.5) / (texts with w + 0.5))
 * bm25    = Σ idf(w) · f / (f + k1 · (1 − b + b · length / average length))     w: words of the query, f: how often the text has w
 * share   = bm25 / Σ idf(w)
 * score   = (1 + pivot) · share / (share + pivot)
 * </pre>
 *
 * Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond (2009), with the idf of Lucene, which is never negative.
 * The share is what is reached of the most that the query's words can bring, so that scores of different queries can be compared; the last
 * step spreads the lower half, where nearly all texts are, and does not change the order.
 */
@ApplicationScoped
public class Words {
    /** Enough for a question; a text that is asked with is cut there. */
    public static final int LONGEST_QUERY = 400;

    private static final String VECTOR = "to_tsvector('%s', coalesce(%s, ''))";
    private static final String SURROUNDED = "%s || setweight(coalesce(ts_filter(%s, '{d}'), ''::tsvector), 'C')";

    // Each lexeme is looked up by itself, and found texts are counted without a join: a plan that was made when the
    // tables were empty is still a good one when they are full. Words are counted before they are read, so that those
    // which nearly all texts have, and which cost most, need not be.
    private static final String SCORES = """
            lexeme AS MATERIALIZED (
                SELECT lexeme, weight, average,
                    sum(weight) OVER lightest >= %9$s * sum(weight) OVER () AS counts
                FROM (SELECT lexeme, average, ln(1 + greatest(0, texts_of_all - texts + 0.5) / (texts + 0.5)) AS weight
                      FROM (SELECT lexeme, (SELECT count(*)::float8 FROM word_postings p
                                WHERE p.tenant_id = %2$s AND p.scope = %3$s AND p.lexeme = word.lexeme) AS texts
                            FROM (SELECT lexeme FROM word_frequencies(%1$s) LIMIT 64) AS word OFFSET 0) AS counted,
                           (SELECT coalesce(sum(texts), 0)::float8 AS texts_of_all,
                                coalesce(sum(length) / nullif(sum(texts), 0), 1)::float8 AS average
                            FROM word_totals WHERE tenant_id = %2$s AND scope = %3$s) AS total) AS weighed
                WINDOW lightest AS (ORDER BY weight, lexeme ROWS UNBOUNDED PRECEDING)),
            word_share AS MATERIALIZED (
                SELECT text_id, sum(weight * frequency / (frequency + %4$s * (%5$s + %6$s * length / average)))
                                / (SELECT sum(weight) FROM lexeme) AS share
                FROM (SELECT lexeme, weight, average FROM lexeme WHERE counts OFFSET 0) AS sought CROSS JOIN LATERAL (
                    SELECT text_id, frequency, length FROM word_postings p
                    WHERE p.tenant_id = %2$s AND p.scope = %3$s AND p.lexeme = sought.lexeme OFFSET 0) AS found
                GROUP BY text_id),
            word_score AS MATERIALIZED (SELECT text_id, %7$s * share / (share + %8$s) AS score FROM word_share)""";

    private final WordsConfig config;

    Words(WordsConfig config) {
        this.config = config;
    }

    /** The words of a text, as an expression. {@code text} is one too. */
    public String vector(String text) {
        return VECTOR.formatted(config.language(), text);
    }

    /** The words of a text that has another one around it, which counts a quarter; both are expressions of {@code tsvector}. */
    public String surrounded(String vector, String around) {
        return SURROUNDED.formatted(vector, around);
    }

    /**
     * Common table expressions, to follow {@code WITH}, of which the last, {@code word_score (text_id, score)}, has the texts with at least
     * one of the query's words, and scores over 0 up to 1.
     *
     * @param tenant the expression, such as a parameter, of the tenant; likewise {@code scope}, and the {@code query}'s text
     */
    public String scores(String tenant, String scope, String query) {
        return scores(tenant, scope, query, "0");
    }

    /**
     * The same where there is more to go by than words.
     *
     * @param negligible the expression of a part of the query's weight, 0 to 1: the lightest words, which are the most common ones, are left
     *     out as long as they weigh less together
     */
    public String scores(String tenant, String scope, String query, String negligible) {
        return SCORES.formatted(
                vector(query),
                tenant,
                scope,
                number(config.k1()),
                number(1 - config.b()),
                number(config.b()),
                number(1 + config.pivot()),
                number(config.pivot()),
                negligible);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.6f::float8", value);
    }
}

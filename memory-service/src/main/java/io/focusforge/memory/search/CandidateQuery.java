package io.focusforge.memory.search;

import io.focusforge.memory.filter.Filter;
import io.focusforge.memory.filter.SqlFilter;
import io.focusforge.memory.words.Words;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/** The SQL that chooses candidates. */
@ApplicationScoped
class CandidateQuery {
    // $4 signature, $5 cosine of a differing sign times its weight, $6 words, $7 their weight, $8 now, $9 namespace. A
    // memory
    // without embedding counts as one at a right angle. The limit is a literal and the signature is cast once, so that
    // the
    // plan that is kept is a good one. The join is a full one because that is never done by a loop in a loop, even in a
    // plan from a time when the tables were empty; what has the words and is not to be seen is sorted behind all
    // others.
    private static final String QUERY = """
            WITH %s,
            query AS MATERIALIZED (SELECT $4::text::bit(384) AS signature),
            candidate AS MATERIALIZED (
                SELECT memory_id, coalesce(score, 0) AS words
                FROM (SELECT memory_id, signature FROM memory_index
                      WHERE tenant_id = $1 AND user_id = $2 AND type = ANY ($3) AND (expires_at IS NULL OR expires_at > $8)
                          AND ($9::text IS NULL OR namespace = $9)%s) AS seen
                FULL JOIN word_score ON text_id = memory_id
                ORDER BY CASE WHEN memory_id IS NULL THEN 'Infinity' ELSE
                    $5::float8 * coalesce(bit_count(signature # (SELECT signature FROM query)), 192)
                    - $7::float8 * coalesce(score, 0) END
                LIMIT %d)
            SELECT memory_id, candidate.words, embedding, importance, created_at, accessed_at, access_count
            FROM memory_index JOIN candidate USING (memory_id)
            WHERE tenant_id = $1 AND memory_id = ANY (ARRAY (SELECT memory_id FROM candidate))""";
    /** By meaning a memory is found that shares only words which nearly all have; without, by these. */
    private static final String NEGLIGIBLE_WORDS = "CASE WHEN $5::float8 = 0 THEN 0 ELSE 0.01 END";

    private static final String ACTIVE = " AND state = 'ACTIVE'";
    private static final String VALID =
            " AND (valid_from IS NULL OR valid_from <= $8) AND (valid_to IS NULL OR valid_to > $8)";
    private static final int FIRST_OF_FILTER = 10;
    private static final int FEWEST = 32;

    private final SearchConfig config;
    private final String words;
    private final List<String> unfiltered;

    CandidateQuery(SearchConfig config, Words words) {
        this.config = config;
        this.words = words.scores("$1", "$2", "$6", NEGLIGIBLE_WORDS);
        this.unfiltered = IntStream.rangeClosed(0, SearchRequest.MAX_LIMIT)
                .mapToObj(limit -> sql(ACTIVE + VALID, limit))
                .toList();
    }

    /** @param parameters those behind the ninth */
    record Statement(String sql, List<Object> parameters) {}

    Statement statement(Query asked) {
        return asked.filter()
                .map(filter -> filtered(filter, asked.limit()))
                .orElseGet(() -> new Statement(unfiltered.get(asked.limit()), List.of()));
    }

    /** As much of the text as is looked for. */
    static String searched(String text) {
        return text.substring(0, Math.min(text.length(), Words.LONGEST_QUERY));
    }

    // What a filter asks for by itself is not hidden from it.
    private Statement filtered(Filter filter, int limit) {
        var conditions = new SqlFilter(filter, FIRST_OF_FILTER);
        var sql = (MemoryFields.asksForStates(filter) ? "" : ACTIVE)
                + (MemoryFields.asksForValidity(filter) ? "" : VALID)
                + " AND " + conditions.sql();
        return new Statement(sql(sql, limit), conditions.parameters());
    }

    private String sql(String conditions, int limit) {
        return QUERY.formatted(words, conditions, Math.max(FEWEST, limit * config.candidatesPerResult()));
    }
}

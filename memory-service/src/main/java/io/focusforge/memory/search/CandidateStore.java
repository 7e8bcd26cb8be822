package io.focusforge.memory.search;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.memories.Owner;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * Chooses, among all memories of an owner, those worth comparing exactly: one walk over an index that holds the signs of the embeddings
 * and a bit for each word, from which the later score is estimated. Two embeddings at angle φ differ in φ/π of their signs.
 */
@ApplicationScoped
class CandidateStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String UNKNOWN = "0".repeat(Embedding.DIMENSIONS);
    private static final double COSINE_PER_BIT = Math.PI / Embedding.DIMENSIONS;

    // $4 signature, $5 cosine of a differing sign times its weight, $6 words, $7 their weight. The limit is a literal
    // and
    // the signature is cast once, so that the plan that is kept is a good one.
    // A memory without embedding counts as one at a right angle. Bits that a long text sets anyway are not counted as
    // found words.
    private static final String QUERY = """
            WITH query AS MATERIALIZED (
                SELECT replace(plainto_tsquery('english', $6)::text, ' & ', ' | ')::tsquery AS words,
                       word_bits(to_tsvector('english', $6)) AS bits, $4::text::bit(384) AS signature),
            weight AS MATERIALIZED (
                SELECT signature, bits, $7::float8 / greatest(bit_count(bits), 1) AS found, $7::float8 / 512 AS chance FROM query),
            candidate AS MATERIALIZED (
                SELECT memory_id FROM memory_index
                WHERE tenant_id = $1 AND user_id = $2 AND type = ANY ($3) AND (expires_at IS NULL OR expires_at > $8)
                ORDER BY $5::float8 * coalesce(bit_count(signature # (SELECT signature FROM weight)), 192)
                         - (SELECT found FROM weight) * bit_count(word_bits & (SELECT bits FROM weight))
                         + (SELECT chance FROM weight) * bit_count(word_bits)
                LIMIT %d)
            SELECT memory_id, embedding, importance, created_at,
                   ts_rank('{1,1,1,1}', words, (SELECT words FROM query)) AS rank
            FROM memory_index WHERE tenant_id = $1 AND memory_id = ANY (ARRAY (SELECT memory_id FROM candidate))""";

    // What ts_rank gives for a query whose every word occurs once: the sum of 1/k² is π²/6.
    private static final double RANK_OF_ALL_WORDS = 6 / (Math.PI * Math.PI);
    private static final int WORDS_LENGTH = 400;
    private static final int FEWEST = 32;

    private final TenantDatabase database;
    private final SearchConfig config;
    private final List<String> queries;

    CandidateStore(TenantDatabase database, SearchConfig config) {
        this.database = database;
        this.config = config;
        this.queries = IntStream.rangeClosed(0, SearchRequest.MAX_LIMIT)
                .mapToObj(limit -> QUERY.formatted(Math.max(FEWEST, limit * config.candidatesPerResult())))
                .toList();
    }

    List<Candidate> find(Owner owner, SearchRequest request, Optional<Embedding> meaning, Instant now) {
        var text = request.query();
        var parameters = Tuple.of(owner.tenant(), owner.user())
                .addArrayOfString(request.types().stream().map(MemoryType::name).toArray(String[]::new))
                .addString(meaning.map(Embedding::signature).orElse(UNKNOWN))
                .addDouble(meaning.isPresent() ? config.meaningWeight() * COSINE_PER_BIT : 0)
                .addString(text.substring(0, Math.min(text.length(), WORDS_LENGTH)))
                .addDouble(config.wordsWeight())
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        var rows = database.read(owner.tenant(), connection -> connection
                .preparedQuery(queries.get(request.limit()))
                .execute(parameters)
                .await()
                .atMost(TIMEOUT));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> candidate(row, meaning))
                .toList();
    }

    private static Candidate candidate(Row row, Optional<Embedding> meaning) {
        return new Candidate(
                row.getUUID("memory_id"),
                similarity(row, meaning),
                Math.min(1, row.getFloat("rank") / RANK_OF_ALL_WORDS),
                row.getFloat("importance"),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static OptionalDouble similarity(Row row, Optional<Embedding> meaning) {
        var embedding = row.getBuffer("embedding");
        return meaning.isPresent() && embedding != null
                ? OptionalDouble.of(meaning.get().similarity(new Embedding(embedding.getBytes())))
                : OptionalDouble.empty();
    }
}

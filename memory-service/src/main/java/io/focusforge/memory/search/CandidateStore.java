package io.focusforge.memory.search;

import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Access;
import io.focusforge.memory.memories.MemoryType;
import io.focusforge.memory.replica.Reads;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;

/**
 * Chooses, among all memories of an owner, those worth comparing exactly: one walk over an index that holds the signs of the embeddings,
 * beside the exact scores by words. Two embeddings at angle φ differ in φ/π of their signs.
 */
@ApplicationScoped
class CandidateStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String UNKNOWN = "0".repeat(Embedding.DIMENSIONS);
    private static final double COSINE_PER_BIT = Math.PI / Embedding.DIMENSIONS;

    private final Reads reads;
    private final CandidateQuery query;

    CandidateStore(Reads reads, CandidateQuery query) {
        this.reads = reads;
        this.query = query;
    }

    List<Candidate> find(Query asked) {
        var statement = query.statement(asked);
        var parameters = parameters(asked);
        statement.parameters().forEach(parameters::addValue);
        var rows = reads.from(database -> database.read(asked.owner().tenant(), connection -> connection
                .preparedQuery(statement.sql())
                .execute(parameters)
                .await()
                .atMost(TIMEOUT)));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> candidate(row, asked.meaning()))
                .toList();
    }

    private static Tuple parameters(Query asked) {
        var meaning = asked.meaning();
        return Tuple.of(asked.owner().tenant(), asked.owner().user())
                .addArrayOfString(asked.types().stream().map(MemoryType::name).toArray(String[]::new))
                .addString(meaning.map(Embedding::signature).orElse(UNKNOWN))
                .addDouble(meaning.isPresent() ? asked.weights().meaning() * COSINE_PER_BIT : 0)
                .addString(CandidateQuery.searched(asked.text()))
                .addDouble(meaning.isPresent() ? asked.weights().words() : 1)
                .addOffsetDateTime(asked.now().atOffset(ZoneOffset.UTC))
                .addString(asked.namespace().orElse(null));
    }

    private static Candidate candidate(Row row, Optional<Embedding> meaning) {
        var embedding = Optional.ofNullable(row.getBuffer("embedding")).map(bytes -> new Embedding(bytes.getBytes()));
        return new Candidate(
                row.getUUID("memory_id"),
                embedding,
                meaning.isPresent() && embedding.isPresent()
                        ? OptionalDouble.of(meaning.get().similarity(embedding.get()))
                        : OptionalDouble.empty(),
                row.getDouble("words"),
                row.getFloat("importance"),
                row.getOffsetDateTime("created_at").toInstant(),
                new Access(instant(row.getOffsetDateTime("accessed_at")), row.getInteger("access_count")));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

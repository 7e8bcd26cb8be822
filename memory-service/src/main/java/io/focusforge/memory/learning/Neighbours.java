package io.focusforge.memory.learning;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Owner;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The memories of an owner whose meaning is nearest, as far as they are indexed: chosen by their signs, then compared exactly. */
@ApplicationScoped
class Neighbours {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String QUERY = """
            WITH given AS MATERIALIZED (SELECT $3::text::bit(384) AS signature),
            candidate AS MATERIALIZED (
                SELECT memory_id FROM memory_index
                WHERE tenant_id = $1 AND user_id = $2 AND signature IS NOT NULL
                ORDER BY bit_count(signature # (SELECT signature FROM given))
                LIMIT 32)
            SELECT memory_id, embedding FROM memory_index
            WHERE tenant_id = $1 AND memory_id = ANY (ARRAY (SELECT memory_id FROM candidate))""";

    private final TenantDatabase database;

    Neighbours(TenantDatabase database) {
        this.database = database;
    }

    /** Those of at least this similarity, the nearest first. */
    List<Near> nearest(Owner owner, Embedding meaning, double similarity) {
        var parameters = Tuple.of(owner.tenant(), owner.user(), meaning.signature());
        var rows = database.read(owner.tenant(), connection -> connection
                .preparedQuery(QUERY)
                .execute(parameters)
                .await()
                .atMost(TIMEOUT));
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Near(row.getUUID("memory_id"), meaning.similarity(embedding(row))))
                .filter(near -> near.similarity() >= similarity)
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .toList();
    }

    /** A memory and how similar it is, -1 to 1. */
    record Near(UUID memory, double similarity) {}

    private static Embedding embedding(Row row) {
        return new Embedding(row.getBuffer("embedding").getBytes());
    }
}

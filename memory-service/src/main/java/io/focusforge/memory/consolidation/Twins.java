package io.focusforge.memory.consolidation;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Owner;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds memories of an owner that are near in meaning: by the signs of their embeddings first, of which few differ between twins, then exactly.
 * A memory that the index has not seen yet, or that no model takes, has none.
 */
@ApplicationScoped
class Twins {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String EMBEDDINGS = """
            SELECT memory_id, embedding FROM memory_index
            WHERE tenant_id = $1 AND memory_id = ANY ($3::uuid[]) AND user_id = $2 AND embedding IS NOT NULL""";
    private static final String NEAR = """
            SELECT memory_id, embedding FROM memory_index
            WHERE tenant_id = $1 AND user_id = $2 AND memory_id <> $3 AND bit_count(signature # $4::text::bit(384)) <= $5
            ORDER BY bit_count(signature # $4::text::bit(384)), memory_id LIMIT 8""";
    /** Beyond the expected difference, by chance. */
    private static final int CHANCE = 24;

    private final TenantDatabase database;

    Twins(TenantDatabase database) {
        this.database = database;
    }

    /** The nearest first, for each of the memories that has any. */
    Map<UUID, List<UUID>> of(Owner owner, List<UUID> memories, double similarity) {
        return database.read(owner.tenant(), connection -> {
            var twins = new HashMap<UUID, List<UUID>>();
            embeddings(connection, owner, memories)
                    .forEach((id, embedding) -> twins.put(id, near(connection, owner, id, embedding, similarity)));
            return twins;
        });
    }

    private static Map<UUID, Embedding> embeddings(SqlConnection connection, Owner owner, List<UUID> memories) {
        var found = new HashMap<UUID, Embedding>();
        run(connection, EMBEDDINGS, Tuple.of(owner.tenant(), owner.user(), memories.toArray(UUID[]::new)))
                .forEach(row -> found.put(row.getUUID("memory_id"), embedding(row)));
        return found;
    }

    private static List<UUID> near(
            SqlConnection connection, Owner owner, UUID id, Embedding embedding, double similarity) {
        var near = new ArrayList<UUID>();
        var given = Tuple.of(owner.tenant(), owner.user(), id, embedding.signature(), mostDifferent(similarity));
        for (var row : run(connection, NEAR, given)) {
            if (embedding(row).similarity(embedding) >= similarity) {
                near.add(row.getUUID("memory_id"));
            }
        }
        return near;
    }

    /** Two embeddings at angle φ differ in φ/π of their signs. */
    private static int mostDifferent(double similarity) {
        return CHANCE + (int) Math.ceil(Math.acos(similarity) / Math.PI * Embedding.DIMENSIONS);
    }

    private static Embedding embedding(Row row) {
        return new Embedding(row.getBuffer("embedding").getBytes());
    }

    private static RowSet<Row> run(SqlConnection connection, String sql, Tuple given) {
        return connection.preparedQuery(sql).execute(given).await().atMost(TIMEOUT);
    }
}

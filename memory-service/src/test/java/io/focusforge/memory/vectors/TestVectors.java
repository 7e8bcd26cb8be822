package io.focusforge.memory.vectors;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.embedding.Embedding;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Vectors past everything else, and the two ways to find them. */
@ApplicationScoped
public class TestVectors {
    /** So few that a busy machine has them in its index before the statement is taken for stuck. */
    private static final int AT_ONCE = 100;

    private final TenantDatabase database;
    private final VectorKind kind;

    TestVectors(TenantDatabase database, VectorKind kind) {
        this.database = database;
        this.kind = kind;
    }

    /** Chunks of one document, in the order of the embeddings. */
    public void add(UUID tenant, UUID document, List<Embedding> embeddings) {
        var vectors = IntStream.range(0, embeddings.size())
                .mapToObj(i -> new ChunkVector(new ChunkKey(document, 1, i), embeddings.get(i)))
                .toList();
        for (var from = 0; from < vectors.size(); from += AT_ONCE) {
            var some = vectors.subList(from, Math.min(from + AT_ONCE, vectors.size()));
            database.inTransaction(tenant, connection -> {
                kind.vectors().add(connection, tenant, VectorSet.A, some);
                return true;
            });
        }
    }

    public List<Integer> nearest(UUID tenant, UUID user, Embedding query, int limit, boolean exactly) {
        var view = new View(tenant, "d.user_id = $2", List.of(user));
        var wanted = new Nearest(view, VectorSet.A, query, limit, exactly);
        return database.read(tenant, connection -> kind.vectors().nearest(connection, wanted)).stream()
                .map(near -> near.key().ordinal())
                .toList();
    }
}

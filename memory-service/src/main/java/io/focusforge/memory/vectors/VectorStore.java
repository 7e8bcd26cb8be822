package io.focusforge.memory.vectors;

import io.focusforge.memory.embedding.Embedding;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keeps what chunks mean, and finds those that mean the same; within the caller's transaction. */
@ApplicationScoped
public class VectorStore {
    private final VectorKind kind;
    private final ViewSizes sizes;
    private final VectorConfig config;

    VectorStore(VectorKind kind, ViewSizes sizes, VectorConfig config) {
        this.kind = kind;
        this.sizes = sizes;
        this.config = config;
    }

    /** What is there stays as it is. */
    public void add(SqlConnection connection, UUID tenant, VectorSet set, List<ChunkVector> vectors) {
        if (!vectors.isEmpty()) {
            kind.vectors().add(connection, tenant, set, vectors);
        }
    }

    /** Best first; fewer than asked for only where the view shows no more. */
    public List<Near> nearest(SqlConnection connection, View view, VectorSet set, Embedding embedding, int limit) {
        var size = sizes.of(connection, view);
        if (size == 0) {
            return List.of();
        }
        var exactly = size <= config.exactUpTo();
        var found = kind.vectors().nearest(connection, new Nearest(view, set, embedding, limit, exactly));
        return exactly || found.size() >= Math.min(limit, size)
                ? found
                : kind.vectors().nearest(connection, new Nearest(view, set, embedding, limit, true));
    }

    /** The cosine for each of the chunks that has a vector. */
    public Map<ChunkKey, Double> similarities(
            SqlConnection connection, UUID tenant, VectorSet set, Embedding embedding, List<ChunkKey> keys) {
        return keys.isEmpty()
                ? Map.of()
                : kind.vectors().similarities(connection, tenant, set, embedding, keys).stream()
                        .collect(Collectors.toMap(Near::key, Near::similarity));
    }
}

package io.focusforge.memory.vectors;

import io.focusforge.memory.embedding.Embedding;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;
import java.util.UUID;

/** Keeps vectors and finds the nearest; always within a transaction of the tenant. */
interface Vectors {
    /** As it is called in the log and in health. */
    String kind();

    /** What is there stays as it is. */
    void add(SqlConnection connection, UUID tenant, VectorSet set, List<ChunkVector> vectors);

    /** Best first. */
    List<Near> nearest(SqlConnection connection, Nearest query);

    /** The cosine for each of the chunks that has a vector. */
    List<Near> similarities(
            SqlConnection connection, UUID tenant, VectorSet set, Embedding embedding, List<ChunkKey> keys);
}

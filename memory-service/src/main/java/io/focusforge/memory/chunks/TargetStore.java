package io.focusforge.memory.chunks;

import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.vectors.EmbeddingSets;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** Looks up to what chunks are added. */
@ApplicationScoped
class TargetStore {
    private static final String FIND = """
            SELECT user_id, version, state = 'CANCELLED' AS cancelled FROM documents WHERE tenant_id = $1 AND document_id = $2""";

    private final ChunkStore chunks;
    private final EmbeddingSets sets;

    TargetStore(ChunkStore chunks, EmbeddingSets sets) {
        this.chunks = chunks;
        this.sets = sets;
    }

    /** @throws ProblemException {@code not_found}, or {@code conflict} when it is not the version that is being read */
    Target find(SqlConnection connection, UUID tenant, UUID document, NewChunks batch) {
        return find(connection, FIND, tenant, document, batch);
    }

    /** The same; nobody cancels or replaces it before the end of the transaction. */
    Target lock(SqlConnection connection, UUID tenant, UUID document, NewChunks batch) {
        return find(connection, FIND + " FOR SHARE", tenant, document, batch);
    }

    private Target find(SqlConnection connection, String sql, UUID tenant, UUID document, NewChunks batch) {
        var rows =
                ChunkStore.execute(connection, sql, Tuple.of(tenant, document)).iterator();
        if (!rows.hasNext()) {
            throw ProblemException.notFound("document");
        }
        var row = rows.next();
        if (row.getInteger("version") != batch.version()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "The document is at version %d.".formatted(row.getInteger("version")));
        }
        var kept = Set.copyOf(chunks.keptOf(connection, tenant, document, batch));
        return new Target(
                new Owner(tenant, row.getUUID("user_id")), row.getBoolean("cancelled"), kept, sets.read(connection));
    }
}

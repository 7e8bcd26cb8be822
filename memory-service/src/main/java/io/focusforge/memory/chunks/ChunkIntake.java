package io.focusforge.memory.chunks;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.vectors.ChunkVector;
import io.focusforge.memory.vectors.VectorSet;
import io.focusforge.memory.vectors.VectorStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes a batch of a document's chunks: embedded first, without a transaction, and then kept with words and vectors in one. */
@ApplicationScoped
class ChunkIntake {
    private static final int TRIES = 3;

    private final TenantDatabase database;
    private final TargetStore targets;
    private final ChunkStore chunks;
    private final VectorStore vectors;
    private final Meanings meanings;

    ChunkIntake(
            TenantDatabase database, TargetStore targets, ChunkStore chunks, VectorStore vectors, Meanings meanings) {
        this.database = database;
        this.targets = targets;
        this.chunks = chunks;
        this.vectors = vectors;
        this.meanings = meanings;
    }

    /** The ordinals of a version that are kept. */
    List<Integer> kept(UUID tenant, UUID document, int version) {
        return database.read(tenant, connection -> chunks.kept(connection, tenant, document, version));
    }

    Taken take(UUID tenant, UUID document, NewChunks batch) {
        batch.chunks().forEach(ChunkIntake::check);
        var target = database.read(tenant, connection -> targets.find(connection, tenant, document, batch));
        for (var i = 1; i < TRIES; i++) {
            var taken = take(tenant, document, batch, target);
            if (taken.isPresent()) {
                return taken.get();
            }
            target = database.read(tenant, connection -> targets.find(connection, tenant, document, batch));
        }
        return take(tenant, document, batch, target).orElseThrow();
    }

    /** Empty when a set of vectors was added or removed meanwhile, so that other embeddings are needed. */
    private Optional<Taken> take(UUID tenant, UUID document, NewChunks batch, Target target) {
        var missing = batch.chunks().stream()
                .filter(chunk -> !target.kept().contains(chunk.ordinal()))
                .toList();
        if (target.cancelled() || missing.isEmpty()) {
            return Optional.of(new Taken(0, target.cancelled()));
        }
        var missed = new NewChunks(batch.version(), missing);
        var embedded = embed(target, document, missed);
        return database.inTransaction(tenant, connection -> {
            var now = targets.lock(connection, tenant, document, batch);
            return now.sets().written().equals(target.sets().written())
                    ? Optional.of(
                            now.cancelled() ? new Taken(0, true) : keep(connection, now, document, missed, embedded))
                    : Optional.empty();
        });
    }

    private Taken keep(
            SqlConnection connection,
            Target target,
            UUID document,
            NewChunks missing,
            Map<VectorSet, List<ChunkVector>> embedded) {
        var tenant = target.owner().tenant();
        var stored = chunks.add(connection, tenant, document, missing);
        embedded.forEach((set, found) -> vectors.add(connection, tenant, set, found));
        return new Taken(stored, false);
    }

    private Map<VectorSet, List<ChunkVector>> embed(Target target, UUID document, NewChunks missing) {
        var texts = missing.chunks().stream().map(NewChunk::meaning).toList();
        var embedded = new EnumMap<VectorSet, List<ChunkVector>>(VectorSet.class);
        target.sets()
                .written()
                .forEach((set, model) ->
                        embedded.put(set, vectors(document, missing, meanings.of(target.owner(), model, texts))));
        return embedded;
    }

    private static List<ChunkVector> vectors(UUID document, NewChunks missing, Map<String, Embedding> found) {
        return missing.chunks().stream()
                .filter(chunk -> found.containsKey(chunk.meaning()))
                .map(chunk -> new ChunkVector(
                        new ChunkKey(document, missing.version(), chunk.ordinal()), found.get(chunk.meaning())))
                .toList();
    }

    private static void check(NewChunk chunk) {
        if (chunk.end() < chunk.start()) {
            throw ProblemException.invalid("chunks.end", "comes before start in chunk " + chunk.ordinal());
        }
    }
}

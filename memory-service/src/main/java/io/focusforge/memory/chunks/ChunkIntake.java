package io.focusforge.memory.chunks;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.documents.Chunk;
import io.focusforge.memory.documents.Chunks;
import io.focusforge.memory.documents.Document;
import io.focusforge.memory.documents.DocumentKey;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.vectors.ChunkVector;
import io.focusforge.memory.vectors.EmbeddingSets;
import io.focusforge.memory.vectors.VectorSet;
import io.focusforge.memory.vectors.VectorStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes a document's chunks: embedded first, without a transaction, and then kept with words and vectors in one. */
@ApplicationScoped
class ChunkIntake implements Chunks {
    private final TenantDatabase database;
    private final ChunkStore store;
    private final Leftovers leftovers;
    private final VectorStore vectors;
    private final EmbeddingSets sets;
    private final Meanings meanings;

    ChunkIntake(
            TenantDatabase database,
            ChunkStore store,
            Leftovers leftovers,
            VectorStore vectors,
            EmbeddingSets sets,
            Meanings meanings) {
        this.database = database;
        this.store = store;
        this.leftovers = leftovers;
        this.vectors = vectors;
        this.sets = sets;
        this.meanings = meanings;
    }

    @Override
    public int stored(DocumentKey document, int version) {
        return database.read(document.tenant(), connection -> store.stored(connection, document, version));
    }

    @Override
    public void store(Document document, List<Chunk> chunks) {
        var batch = new Batch(document.key(), document.ingestion().version(), chunks);
        var start = database.read(document.key().tenant(), connection -> start(connection, batch));
        var missing = batch.without(start.kept());
        if (!missing.chunks().isEmpty()) {
            var embedded = embed(new Owner(document.key().tenant(), document.user()), missing, start.sets());
            database.inTransaction(document.key().tenant(), connection -> keep(connection, missing, start, embedded));
        }
    }

    @Override
    public void publish(SqlConnection connection, DocumentKey document, int version) {
        leftovers.addBefore(connection, document, version);
    }

    @Override
    public void remove(SqlConnection connection, DocumentKey document) {
        leftovers.addBefore(connection, document, Integer.MAX_VALUE);
    }

    /** What was there before anything was embedded. */
    private record Start(Set<Integer> kept, EmbeddingSets.Sets sets) {}

    private Start start(SqlConnection connection, Batch batch) {
        return new Start(store.kept(connection, batch), sets.read(connection));
    }

    // The version stays until the end of the transaction, so that nothing is left of one that is deleted or replaced.
    private Void keep(
            SqlConnection connection, Batch missing, Start start, Map<VectorSet, List<ChunkVector>> embedded) {
        var current = store.lockVersion(connection, missing.document())
                .orElseThrow(() -> ProblemException.notFound("document"));
        if (current != missing.version()) {
            throw new ProblemException(ErrorCode.CONFLICT, "The document has a newer version.");
        }
        if (!sets.lock(connection).written().equals(start.sets().written())) {
            throw new ProblemException(
                    ErrorCode.UNAVAILABLE, "The embedding model was just changed. Send the pieces again.");
        }
        store.add(connection, missing);
        embedded.forEach(
                (set, found) -> vectors.add(connection, missing.document().tenant(), set, found));
        return null;
    }

    private Map<VectorSet, List<ChunkVector>> embed(Owner owner, Batch batch, EmbeddingSets.Sets current) {
        var texts = batch.chunks().stream().map(Batch::meaning).toList();
        var embedded = new EnumMap<VectorSet, List<ChunkVector>>(VectorSet.class);
        current.written().forEach((set, model) -> embedded.put(set, vectors(batch, meanings.of(owner, model, texts))));
        return embedded;
    }

    private static List<ChunkVector> vectors(Batch batch, Map<String, Embedding> found) {
        return batch.chunks().stream()
                .filter(chunk -> found.containsKey(Batch.meaning(chunk)))
                .map(chunk -> new ChunkVector(
                        new ChunkKey(batch.document().id(), batch.version(), chunk.ordinal()),
                        found.get(Batch.meaning(chunk))))
                .toList();
    }
}

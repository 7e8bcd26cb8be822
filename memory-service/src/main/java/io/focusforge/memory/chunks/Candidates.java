package io.focusforge.memory.chunks;

import io.focusforge.common.overload.Priority;
import io.focusforge.common.postgres.TenantReads;
import io.focusforge.memory.embedding.Embedder;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.embedding.Embeddings;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.vectors.ChunkKey;
import io.focusforge.memory.vectors.EmbeddingSets;
import io.focusforge.memory.vectors.Near;
import io.focusforge.memory.vectors.VectorStore;
import io.focusforge.memory.vectors.View;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What meaning and words propose, each on its own. */
@ApplicationScoped
class Candidates {
    private static final Logger LOG = Logger.getLogger(Candidates.class);

    private final Embedder embedder;
    private final EmbeddingSets sets;
    private final VectorStore vectors;
    private final ChunkWords words;
    private final ChunksConfig config;

    Candidates(Embedder embedder, EmbeddingSets sets, VectorStore vectors, ChunkWords words, ChunksConfig config) {
        this.embedder = embedder;
        this.sets = sets;
        this.vectors = vectors;
        this.words = words;
        this.config = config;
    }

    /** Who asks which server for what, in how many documents. */
    record Asked(TenantReads database, Owner owner, View view, String text, int limit) {}

    /** What the query means, and in which set that can be compared. */
    record Meaning(EmbeddingSets.Sets sets, Embedding embedding, List<Near> nearest) {}

    /** What words it has, and which chunks have them. */
    record Said(WordQuery query, List<ChunkKey> keys) {
        static final Said NOTHING = new Said(new WordQuery(List.of(), 1), List.of());
    }

    /** Empty without an embedding. */
    Optional<Meaning> byMeaning(Asked asked) {
        var tenant = asked.owner().tenant();
        var current = asked.database().read(tenant, sets::read);
        return embedding(asked.owner(), current.model(), asked.text())
                .map(embedding -> new Meaning(
                        current,
                        embedding,
                        asked.database()
                                .read(
                                        tenant,
                                        connection -> vectors.nearest(
                                                connection,
                                                asked.view(),
                                                current.searched(),
                                                embedding,
                                                asked.limit()))));
    }

    Said byWords(Asked asked) {
        var view = asked.view();
        return asked.database().read(view.tenant(), connection -> {
            var query = words.read(connection, view.tenant(), asked.text());
            return new Said(query, query.isEmpty() ? List.of() : words.find(connection, view, query, asked.limit()));
        });
    }

    private Optional<Embedding> embedding(Owner owner, String model, String text) {
        return switch (embedder.embed(owner, model, List.of(text), config.queryTimeout(), Priority.NORMAL)) {
            case Embeddings.Found(var embeddings) -> Optional.of(embeddings.getFirst());
            case Embeddings.Refused(var reason) -> none(reason);
            case Embeddings.Postponed(var reason) -> none(reason);
            case Embeddings.Unavailable(var reason) -> none(reason);
        };
    }

    private static Optional<Embedding> none(String reason) {
        LOG.debugf("Documents are searched by words alone: %s", reason);
        return Optional.empty();
    }
}

package io.focusforge.memory.search;

import io.focusforge.common.overload.Priority;
import io.focusforge.memory.embedding.Embedder;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.embedding.Embeddings;
import io.focusforge.memory.memories.Owner;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The embedding of what is asked, if it is to be had in time. */
@ApplicationScoped
class QueryMeaning {
    private static final Logger LOG = Logger.getLogger(QueryMeaning.class);

    private final Embedder embedder;
    private final SearchConfig config;
    private final Counter degraded;

    QueryMeaning(Embedder embedder, SearchConfig config, MeterRegistry metrics) {
        this.embedder = embedder;
        this.config = config;
        this.degraded = metrics.counter("focusforge_memory_search_degraded");
    }

    Optional<Embedding> of(Owner owner, String text) {
        return switch (embedder.embed(owner, List.of(text), config.embeddingTimeout(), Priority.NORMAL)) {
            case Embeddings.Found(var embeddings) -> Optional.of(embeddings.getFirst());
            case Embeddings.Refused(var reason) -> none(reason);
            case Embeddings.Postponed(var reason) -> none(reason);
            case Embeddings.Unavailable(var reason) -> none(reason);
        };
    }

    private Optional<Embedding> none(String reason) {
        LOG.debugf("Searching by words only: %s", reason);
        degraded.increment();
        return Optional.empty();
    }
}

package io.focusforge.memory.search;

import io.focusforge.common.overload.Priority;
import io.focusforge.memory.embedding.Embedder;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.embedding.Embeddings;
import io.focusforge.memory.memories.MemoryStore;
import io.focusforge.memory.memories.MemoryView;
import io.focusforge.memory.memories.Owner;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Finds the memories of an owner that answer best. Without a model it goes by words, and says so. */
@ApplicationScoped
class MemorySearch {
    private static final Logger LOG = Logger.getLogger(MemorySearch.class);

    private final Embedder embedder;
    private final CandidateStore candidates;
    private final MemoryStore memories;
    private final SearchConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final Scoring scoring;

    MemorySearch(
            Embedder embedder,
            CandidateStore candidates,
            MemoryStore memories,
            SearchConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.embedder = embedder;
        this.candidates = candidates;
        this.memories = memories;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
        this.scoring = Scoring.of(config);
    }

    SearchAnswer search(Owner owner, SearchRequest request) {
        var meaning = meaning(owner, request.query());
        var now = clock.instant();
        var threshold = request.threshold() == null ? config.threshold() : request.threshold();
        var ranked = candidates.find(owner, request, meaning, now).stream()
                .map(candidate -> new Ranked(candidate, scoring.score(candidate, now)))
                .filter(ranking -> ranking.score() > 0 && ranking.score() >= threshold)
                .sorted(Comparator.comparingDouble(Ranked::score).reversed())
                .toList();
        return new SearchAnswer(existing(owner, ranked, request.limit(), now), meaning.isEmpty());
    }

    private record Ranked(Candidate candidate, double score) {}

    // The index may be behind: what was deleted since must neither be shown nor take another's place.
    private List<SearchAnswer.Found> existing(Owner owner, List<Ranked> ranked, int limit, Instant now) {
        var asked = ranked.subList(0, Math.min(ranked.size(), limit));
        var found = found(owner, asked, now);
        return found.size() == asked.size() || asked.size() == ranked.size()
                ? found
                : found(owner, ranked, now).stream().limit(limit).toList();
    }

    private List<SearchAnswer.Found> found(Owner owner, List<Ranked> ranked, Instant now) {
        var ids = ranked.stream().map(ranking -> ranking.candidate().id()).toList();
        var existing = memories.findAll(owner, ids, now);
        return ranked.stream()
                .filter(ranking -> existing.containsKey(ranking.candidate().id()))
                .map(ranking -> new SearchAnswer.Found(
                        MemoryView.of(existing.get(ranking.candidate().id())), ranking.score()))
                .toList();
    }

    private Optional<Embedding> meaning(Owner owner, String text) {
        return switch (embedder.embed(owner, List.of(text), config.embeddingTimeout(), Priority.NORMAL)) {
            case Embeddings.Found(var embeddings) -> Optional.of(embeddings.getFirst());
            case Embeddings.Refused(var reason) -> withoutMeaning(reason);
            case Embeddings.Postponed(var reason) -> withoutMeaning(reason);
            case Embeddings.Unavailable(var reason) -> withoutMeaning(reason);
        };
    }

    private Optional<Embedding> withoutMeaning(String reason) {
        LOG.debugf("Searching by words only: %s", reason);
        metrics.counter("focusforge_memory_search_degraded").increment();
        return Optional.empty();
    }
}

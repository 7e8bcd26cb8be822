package io.focusforge.memory.search;

import io.focusforge.common.problem.ProblemException;
import io.focusforge.memory.access.Accesses;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.MemoryState;
import io.focusforge.memory.memories.MemoryStore;
import io.focusforge.memory.memories.MemoryView;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Finds the memories of an owner that answer best. Without a model it goes by words, and says so. */
@ApplicationScoped
class MemorySearch {
    private final QueryMeaning meanings;
    private final CandidateStore candidates;
    private final MemoryStore memories;
    private final Accesses accesses;
    private final SearchConfig config;
    private final Clock clock;

    MemorySearch(
            QueryMeaning meanings,
            CandidateStore candidates,
            MemoryStore memories,
            Accesses accesses,
            SearchConfig config,
            Clock clock) {
        this.meanings = meanings;
        this.candidates = candidates;
        this.memories = memories;
        this.accesses = accesses;
        this.config = config;
        this.clock = clock;
    }

    SearchAnswer search(Owner owner, SearchRequest request) {
        var query = query(owner, request);
        var found = existing(query, ranked(query, request), request.explain());
        accesses.note(owner, found.stream().map(item -> item.memory().id()).toList(), query.now());
        return new SearchAnswer(
                found, query.weights().meaning() > 0 && query.meaning().isEmpty());
    }

    private Query query(Owner owner, SearchRequest request) {
        var weights = weights(request);
        var filter = request.conditions();
        return new Query(
                owner,
                request.query(),
                weights.meaning() > 0 ? meanings.of(owner, request.query()) : Optional.<Embedding>empty(),
                request.limit(),
                request.types(),
                Optional.ofNullable(request.namespace()),
                filter,
                weights,
                clock.instant());
    }

    private Weights weights(SearchRequest request) {
        var weights = request.weights().or(config);
        if (weights.saysNothing()) {
            throw ProblemException.invalid("weights", "meaning and words cannot both count nothing");
        }
        return weights;
    }

    private List<Ranked> ranked(Query query, SearchRequest request) {
        var scoring = new Scoring(query.weights(), config.halfLife());
        var threshold = request.threshold() == null ? config.threshold() : request.threshold();
        var ranked = candidates.find(query).stream()
                .map(candidate -> new Ranked(candidate, scoring.score(candidate, query.now())))
                .filter(ranking -> ranking.score() > 0 && ranking.score() >= threshold)
                .sorted(Comparator.comparingDouble(Ranked::score).reversed())
                .toList();
        return new Diversity(request.diversity()).order(ranked, query.limit());
    }

    // The index may be behind: what was deleted since must neither be shown nor take another's place.
    private List<SearchAnswer.Found> existing(Query query, List<Ranked> ranked, boolean explain) {
        var asked = ranked.subList(0, Math.min(ranked.size(), query.limit()));
        var found = found(query, asked, explain);
        return found.size() == asked.size() || asked.size() == ranked.size()
                ? found
                : found(query, ranked, explain).stream().limit(query.limit()).toList();
    }

    private List<SearchAnswer.Found> found(Query query, List<Ranked> ranked, boolean explain) {
        var existing = existing(query, ranked);
        return ranked.stream()
                .filter(ranking -> existing.containsKey(ranking.candidate().id()))
                .map(ranking -> new SearchAnswer.Found(
                        MemoryView.of(existing.get(ranking.candidate().id())),
                        ranking.score(),
                        explain ? ranking.explanation() : null))
                .toList();
    }

    private Map<UUID, Memory> existing(Query query, List<Ranked> ranked) {
        var ids = ranked.stream().map(ranking -> ranking.candidate().id()).toList();
        var anyState = query.filter().filter(MemoryFields::asksForStates).isPresent();
        var anyValidity = query.filter().filter(MemoryFields::asksForValidity).isPresent();
        return memories.findAll(
                query.owner(),
                ids,
                query.now(),
                memory -> (anyState || memory.lineage().state() == MemoryState.ACTIVE)
                        && (anyValidity || memory.content().validity().includes(query.now())));
    }
}

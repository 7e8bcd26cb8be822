package io.focusforge.memory.chunks;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantReads;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.replica.Reads;
import io.focusforge.memory.vectors.Near;
import io.focusforge.memory.vectors.VectorStore;
import io.focusforge.memory.vectors.View;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the pieces of documents that answer best. Without a model it goes by words, and says so. */
@ApplicationScoped
class ChunkSearch {
    private static final Executor THREADS = Thread::startVirtualThread;
    private static final int RERANKED_PER_RESULT = 2;

    private final Reads reads;
    private final Candidates candidates;
    private final VectorStore vectors;
    private final ChunkWords words;
    private final PassageStore passages;
    private final ChunksConfig config;

    ChunkSearch(
            Reads reads,
            Candidates candidates,
            VectorStore vectors,
            ChunkWords words,
            PassageStore passages,
            ChunksConfig config) {
        this.reads = reads;
        this.candidates = candidates;
        this.vectors = vectors;
        this.words = words;
        this.passages = passages;
        this.config = config;
    }

    /** Twice as many as asked for, for a closer look. */
    DocumentHits search(Caller caller, DocumentSearch search) {
        var view = Views.of(caller, search);
        return reads.from(database -> search(database, caller, view, search));
    }

    private DocumentHits search(TenantReads database, Caller caller, View view, DocumentSearch search) {
        var limit = search.limit() * config.candidatesPerResult();
        var asked = new Candidates.Asked(database, Owner.of(caller), view, search.query(), limit);
        Supplier<Candidates.Said> words = () -> candidates.byWords(asked);
        var said = search.asksForWords()
                ? CompletableFuture.supplyAsync(words, THREADS)
                : CompletableFuture.completedFuture(Candidates.Said.NOTHING);
        var meaning = candidates.byMeaning(asked);
        var spoken = meaning.isPresent() || search.asksForWords() ? said.join() : words.get();
        return database.read(caller.tenant(), connection -> hits(connection, view, search, meaning, spoken));
    }

    private DocumentHits hits(
            SqlConnection connection,
            View view,
            DocumentSearch search,
            Optional<Candidates.Meaning> meaning,
            Candidates.Said said) {
        var found = found(connection, view, meaning, said);
        var ranked = fusion(search).rank(found, meaning.isEmpty()).stream()
                .filter(one -> one.score() > 0 && one.score() >= search.threshold())
                .limit((long) search.limit() * RERANKED_PER_RESULT)
                .toList();
        var texts = passages.read(connection, view, ranked);
        var hits = ranked.stream()
                .filter(one -> texts.containsKey(one.key()))
                .map(one -> texts.get(one.key()).ranked(one, search.explain()))
                .toList();
        return new DocumentHits(hits, meaning.isEmpty());
    }

    // Each is asked about what only the other has proposed, so that both scores of a candidate are known.
    private Found found(
            SqlConnection connection, View view, Optional<Candidates.Meaning> meaning, Candidates.Said said) {
        var near = meaning.map(Candidates.Meaning::nearest).orElse(List.of()).stream()
                .collect(Collectors.toMap(Near::key, Near::similarity, Math::max, HashMap::new));
        var keys = Stream.concat(near.keySet().stream(), said.keys().stream())
                .distinct()
                .toList();
        var unknown = said.keys().stream().filter(key -> !near.containsKey(key)).toList();
        meaning.ifPresent(known -> near.putAll(
                vectors.similarities(connection, view.tenant(), known.sets().searched(), known.embedding(), unknown)));
        return new Found(near, words.scores(connection, view.tenant(), said.query(), keys));
    }

    private Fusion fusion(DocumentSearch search) {
        var weights = search.weights();
        return weights == null
                ? new Fusion(config.meaningWeight(), 1 - config.meaningWeight())
                : new Fusion(weights.meaning(), weights.words());
    }
}

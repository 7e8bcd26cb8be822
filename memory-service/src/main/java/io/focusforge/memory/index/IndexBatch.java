package io.focusforge.memory.index;

import io.focusforge.common.overload.Priority;
import io.focusforge.memory.embedding.Embedder;
import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.embedding.Embeddings;
import io.focusforge.memory.memories.Backlog;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.memories.PendingChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Brings a batch of changes into the index: embeddings first, then the rows, and only then the note that they were seen. After a crash
 * anywhere between, the same is done again, to the same end.
 */
@ApplicationScoped
class IndexBatch {
    private static final Logger LOG = Logger.getLogger(IndexBatch.class);

    private final Embedder embedder;
    private final IndexStore index;
    private final Backlog backlog;
    private final IndexConfig config;

    IndexBatch(Embedder embedder, IndexStore index, Backlog backlog, IndexConfig config) {
        this.embedder = embedder;
        this.index = index;
        this.backlog = backlog;
        this.config = config;
    }

    /** What is to be written of a batch; {@code left} changes could not be embedded now, because of an outage if there is one. */
    record Prepared(List<IndexRow> rows, List<PendingChange.Forget> forgotten, int left, Optional<String> outage) {}

    Prepared prepare(Collection<PendingChange> changes) {
        var latest = latest(changes);
        var forgotten = only(latest, PendingChange.Forget.class);
        var rows = new ArrayList<IndexRow>();
        var outage = Optional.<String>empty();
        var waiting =
                byOwner(only(latest, PendingChange.Remember.class)).entrySet().iterator();
        while (waiting.hasNext() && outage.isEmpty()) {
            var next = waiting.next();
            var embedded = embed(next.getKey(), next.getValue());
            rows.addAll(embedded.rows());
            outage = embedded.outage();
        }
        return new Prepared(rows, forgotten, latest.size() - rows.size() - forgotten.size(), outage);
    }

    /** @return what could not be indexed now, and stays pending */
    IndexOutcome write(Prepared batch) {
        index.upsert(batch.rows());
        index.remove(batch.forgotten());
        var seen = new ArrayList<PendingChange>(batch.forgotten());
        batch.rows().forEach(row -> seen.add(new PendingChange.Remember(row.memory())));
        backlog.settle(seen);
        return new IndexOutcome(seen.size(), batch.left(), batch.outage());
    }

    /** What could be embedded, and why nothing can be at the moment, if so. */
    private record Embedded(List<IndexRow> rows, Optional<String> outage) {
        static Embedded of(List<IndexRow> rows) {
            return new Embedded(rows, Optional.empty());
        }
    }

    private Embedded embed(Owner owner, List<Memory> memories) {
        var texts = memories.stream().map(memory -> memory.content().text()).toList();
        return switch (embedder.embed(owner, texts, config.embeddingTimeout(), Priority.LOW)) {
            case Embeddings.Found(var embeddings) -> Embedded.of(rows(memories, embeddings));
            case Embeddings.Refused(var reason) ->
                memories.size() == 1
                        ? Embedded.of(List.of(wordsOnly(memories.getFirst(), reason)))
                        : oneByOne(owner, memories);
            case Embeddings.Postponed(var reason) -> postponed(owner, reason);
            case Embeddings.Unavailable(var reason) -> new Embedded(List.of(), Optional.of(reason));
        };
    }

    // One text may be the reason for which all were refused.
    private Embedded oneByOne(Owner owner, List<Memory> memories) {
        var rows = new ArrayList<IndexRow>();
        for (var memory : memories) {
            var one = embed(owner, List.of(memory));
            rows.addAll(one.rows());
            if (one.outage().isPresent()) {
                return new Embedded(rows, one.outage());
            }
        }
        return Embedded.of(rows);
    }

    private static Embedded postponed(Owner owner, String reason) {
        LOG.debugf("Memories of tenant %s wait to be indexed: %s", owner.tenant(), reason);
        return Embedded.of(List.of());
    }

    private static IndexRow wordsOnly(Memory memory, String reason) {
        LOG.warnf("Memory %s can be found by its words only: %s", memory.id(), reason);
        return new IndexRow(memory, Optional.empty());
    }

    private static List<IndexRow> rows(List<Memory> memories, List<Embedding> embeddings) {
        return IntStream.range(0, memories.size())
                .mapToObj(i -> new IndexRow(memories.get(i), Optional.of(embeddings.get(i))))
                .toList();
    }

    private static Collection<PendingChange> latest(Collection<PendingChange> changes) {
        var latest = new LinkedHashMap<java.util.UUID, PendingChange>();
        changes.forEach(change ->
                latest.merge(change.id(), change, (one, other) -> one.revision() >= other.revision() ? one : other));
        return latest.values();
    }

    private static <T> List<T> only(Collection<PendingChange> changes, Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Map<Owner, List<Memory>> byOwner(List<PendingChange.Remember> changes) {
        return changes.stream()
                .map(PendingChange.Remember::memory)
                .collect(Collectors.groupingBy(Memory::owner, LinkedHashMap::new, Collectors.toList()));
    }
}

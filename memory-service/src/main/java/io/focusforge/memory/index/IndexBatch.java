package io.focusforge.memory.index;

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

    /** @return what could not be indexed now, and stays pending */
    IndexOutcome index(Collection<PendingChange> changes) {
        var latest = latest(changes);
        var forgotten = only(latest, PendingChange.Forget.class);
        var rows = new ArrayList<IndexRow>();
        var reason = Optional.<String>empty();
        for (var texts : byOwner(only(latest, PendingChange.Remember.class)).entrySet()) {
            switch (embed(texts.getKey(), texts.getValue())) {
                case Rows(var found) -> rows.addAll(found);
                case NotNow(var why) -> reason = Optional.of(why);
            }
        }
        index.upsert(rows);
        index.remove(forgotten);
        var seen = new ArrayList<PendingChange>(forgotten);
        rows.forEach(row -> seen.add(new PendingChange.Remember(row.memory())));
        backlog.settle(seen);
        return new IndexOutcome(seen.size(), latest.size() - seen.size(), reason);
    }

    private sealed interface Embedded {}

    private record Rows(List<IndexRow> rows) implements Embedded {}

    private record NotNow(String reason) implements Embedded {}

    private Embedded embed(Owner owner, List<Memory> memories) {
        var texts = memories.stream().map(memory -> memory.content().text()).toList();
        return switch (embedder.embed(owner, texts, config.embeddingTimeout())) {
            case Embeddings.Found(var embeddings) -> new Rows(rows(memories, embeddings));
            case Embeddings.Refused(var reason) ->
                memories.size() == 1 ? wordsOnly(memories.getFirst(), reason) : oneByOne(owner, memories);
            case Embeddings.Unavailable(var reason) -> new NotNow(reason);
        };
    }

    // One text may be the reason for which all were refused.
    private Embedded oneByOne(Owner owner, List<Memory> memories) {
        var rows = new ArrayList<IndexRow>();
        for (var memory : memories) {
            switch (embed(owner, List.of(memory))) {
                case Rows(var one) -> rows.addAll(one);
                case NotNow notNow -> {
                    return rows.isEmpty() ? notNow : new Rows(rows);
                }
            }
        }
        return new Rows(rows);
    }

    private static Embedded wordsOnly(Memory memory, String reason) {
        LOG.warnf("Memory %s can be found by its words only: %s", memory.id(), reason);
        return new Rows(List.of(new IndexRow(memory, Optional.empty())));
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

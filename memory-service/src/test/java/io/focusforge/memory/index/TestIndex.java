package io.focusforge.memory.index;

import io.focusforge.memory.embedding.Embedding;
import io.focusforge.memory.memories.Memory;
import io.focusforge.memory.memories.PendingChange;
import io.focusforge.memory.testing.WordVectors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Puts memories into the index, past the indexer. */
@ApplicationScoped
public class TestIndex {
    private final IndexStore index;

    TestIndex(IndexStore index) {
        this.index = index;
    }

    public void put(List<Memory> memories) {
        index.upsert(memories.stream()
                .map(memory -> new IndexRow(
                        memory,
                        Optional.of(
                                new Embedding(WordVectors.bytes(memory.content().text())))))
                .toList());
    }

    public void remove(List<Memory> memories) {
        index.remove(memories.stream()
                .map(memory -> new PendingChange.Forget(memory.id(), memory.owner(), Integer.MAX_VALUE))
                .toList());
    }
}

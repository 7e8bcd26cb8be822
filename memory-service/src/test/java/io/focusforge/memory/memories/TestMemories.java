package io.focusforge.memory.memories;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;

/** What a test needs to see and do in the store, past the API. */
@ApplicationScoped
public class TestMemories {
    private final MemoryStore store;
    private final MemoryCollection collection;
    private final Memories memories;
    private final PendingChanges changes;

    TestMemories(MemoryStore store, MemoryCollection collection, Memories memories, PendingChanges changes) {
        this.store = store;
        this.collection = collection;
        this.memories = memories;
        this.changes = changes;
    }

    public void store(Memory memory) {
        storeWithoutAnnouncing(memory);
        changes.announce(new PendingChange.Remember(memory));
    }

    /** As a process that dies right after the write. */
    public void storeWithoutAnnouncing(Memory memory) {
        store.insert(memory, null);
    }

    /** As memories that the indexer has done with. */
    public void storeSettled(List<Memory> settled) {
        collection
                .quick()
                .insertMany(settled.stream()
                        .map(memory -> MemoryDocument.of(memory, null).append(MemoryDocument.PENDING, List.of()))
                        .toList());
    }

    public void forget(Owner owner, UUID id) {
        memories.forget(owner, id);
    }

    public void forgetWithoutAnnouncing(Owner owner, UUID id) {
        var now = Instant.now();
        store.bury(store.find(owner, id).orElseThrow(), now, now.plus(Duration.ofHours(1)));
    }

    public boolean exists(Owner owner, UUID id) {
        return raw(owner, id) != null;
    }

    public List<Integer> pending(Owner owner, UUID id) {
        return raw(owner, id).getList(MemoryDocument.PENDING, Integer.class);
    }

    public Document raw(Owner owner, UUID id) {
        return collection.durable().find(MemoryCollection.one(owner, id)).first();
    }
}

package io.focusforge.memory.memories;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import io.focusforge.common.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a test needs to see and do in the store, past the API. */
@ApplicationScoped
public class TestMemories {
    private final MemoryStore store;
    private final MemoryCollection collection;
    private final Amendments amendments;
    private final PendingChanges changes;

    @Inject
    MongoClient client;

    @ConfigProperty(name = "quarkus.mongodb.database")
    String database;

    TestMemories(MemoryStore store, MemoryCollection collection, Amendments amendments, PendingChanges changes) {
        this.store = store;
        this.collection = collection;
        this.amendments = amendments;
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
        amendments.forget(owner, id, Precondition.optional(null));
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

    public static Memory memory(Owner owner, String namespace, String text) {
        var place = new Place(namespace, Subject.NONE, null);
        var content = new Content(text, MemoryType.LONG_TERM, Map.of(), List.of(), 0.5, place, Validity.ALWAYS);
        var seq = Ids.next();
        return new Memory(seq, owner, seq, content, Instant.now(), null, 1);
    }

    /** A document as it was written before memories had namespaces, states and revisions of their own. */
    public UUID storeAsBefore(Owner owner, String text) {
        var memory = memory(owner, Place.DEFAULT_NAMESPACE, text);
        var document = MemoryDocument.of(memory, null);
        List.of("namespace", "state", "updatedAt", "action", "actor").forEach(document::remove);
        collection.durable().insertOne(document);
        return memory.id();
    }

    /** How many former revisions there are of a tenant. */
    public long archived(UUID tenant) {
        return other("memory_history", tenant);
    }

    /** How many facts are registered of a tenant. */
    public long facts(UUID tenant) {
        return other("memory_facts", tenant);
    }

    private long other(String name, UUID tenant) {
        return client.getDatabase(database)
                .getCollection(name)
                .countDocuments(Filters.eq(MemoryDocument.TENANT, tenant));
    }
}

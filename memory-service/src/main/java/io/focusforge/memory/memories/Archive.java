package io.focusforge.memory.memories;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The revisions that memories had before, each written before the next one is made. A key names memory and revision, so that writing one
 * twice does it once, and none has to be searched for.
 */
@ApplicationScoped
class Archive {
    private static final String MEMORY = "memory";
    private static final char SEPARATOR = '#';

    private final MongoCollection<Document> revisions;
    private final MemoryConfig config;

    Archive(
            MongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            MemoryConfig config) {
        this.revisions = client.getDatabase(database)
                .getCollection("memory_history")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.config = config;
    }

    /** For what asks for all of a user's. */
    void ensureIndexes() {
        revisions.createIndex(Indexes.ascending(MemoryDocument.TENANT, MemoryDocument.USER));
    }

    /** Keeps a revision, and lets go of the one that is too old by now. */
    void keep(Memory memory) {
        var key = key(memory.owner(), memory.id(), memory.revision());
        var document = new Document(MemoryDocument.ID, key)
                .append(MemoryDocument.TENANT, memory.owner().tenant())
                .append(MemoryDocument.USER, memory.owner().user())
                .append(MEMORY, MemoryDocument.of(memory, null));
        revisions.replaceOne(byKey(key), document, new ReplaceOptions().upsert(true));
        var oldest = memory.revision() - config.historyRevisions();
        if (oldest > 0) {
            revisions.deleteOne(byKey(key(memory.owner(), memory.id(), oldest)));
        }
    }

    /** Those of the {@code count} revisions up to this one that are kept, the latest first. */
    List<Memory> upTo(Owner owner, UUID id, int revision, int count) {
        return revisions
                .find(Filters.in(MemoryDocument.ID, keys(owner, id, revision, count)))
                .map(document -> MemoryDocument.memory(document.get(MEMORY, Document.class)))
                .into(new ArrayList<>())
                .stream()
                .sorted(Comparator.comparingInt(Memory::revision).reversed())
                .toList();
    }

    /** Lets go of all up to this revision. */
    void forget(Owner owner, UUID id, int revision) {
        revisions.deleteMany(Filters.in(MemoryDocument.ID, keys(owner, id, revision, config.historyRevisions() + 1)));
    }

    private static Bson byKey(String key) {
        return Filters.eq(MemoryDocument.ID, key);
    }

    private static List<String> keys(Owner owner, UUID id, int revision, int count) {
        return IntStream.rangeClosed(Math.max(1, revision - count + 1), revision)
                .mapToObj(number -> key(owner, id, number))
                .toList();
    }

    private static String key(Owner owner, UUID id, int revision) {
        return MemoryDocument.key(owner, id) + SEPARATOR + revision;
    }
}

package io.focusforge.memory.memories;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The collection of memories. What a client is told of is written with {@code w: majority, j: true}. */
@ApplicationScoped
class MemoryCollection {
    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    private final MongoCollection<Document> memories;

    MemoryCollection(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.memories = client.getDatabase(database).getCollection("memories");
    }

    MongoCollection<Document> durable() {
        return memories.withWriteConcern(DURABLE);
    }

    /** For what may be lost, because it is found out again. */
    MongoCollection<Document> quick() {
        return memories.withWriteConcern(WriteConcern.W1);
    }

    static Bson one(Owner owner, UUID id) {
        return Filters.eq(MemoryDocument.ID, MemoryDocument.key(owner, id));
    }

    void ensureIndexes() {
        memories.createIndexes(List.of(
                new IndexModel(Indexes.compoundIndex(
                        Indexes.ascending(MemoryDocument.TENANT, MemoryDocument.USER),
                        Indexes.descending(MemoryDocument.SEQ))),
                sparse(MemoryDocument.PENDING),
                sparse(Untold.REVISION),
                sparse(MemoryDocument.EXPIRES_AT),
                sparse(MemoryDocument.PURGE_AT)));
    }

    private static IndexModel sparse(String field) {
        return new IndexModel(Indexes.ascending(field), new IndexOptions().sparse(true));
    }
}

package io.focusforge.memory.memories;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which memory states a fact: a register by fingerprint, in which of many that state the same at the same time one wins. What it says is
 * checked against the memory, so that losing it costs no more than a duplicate.
 */
@ApplicationScoped
class Facts {
    private static final int ATTEMPTS = 8;
    private static final String MEMORY = "memory";
    private static final String TEXT = "text";
    private static final String VALUE = "value";

    private final MongoCollection<Document> facts;
    private final SharedInserts inserts;

    Facts(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.facts = client.getDatabase(database).getCollection("memory_facts").withWriteConcern(WriteConcern.W1);
        this.inserts = new SharedInserts(facts);
    }

    /**
     * Who states a fact.
     *
     * @param text the fingerprint of the memory's text: another one says that the memory has changed since
     * @param value the fingerprint of the attribute's value, empty for a fact that is a whole text
     */
    record Holder(UUID memory, String text, String value) {
        static Holder of(Memory memory) {
            return new Holder(memory.id(), Fingerprint.ofText(memory.content()), "");
        }

        static Holder of(Memory memory, Attribute attribute) {
            return new Holder(memory.id(), Fingerprint.ofText(memory.content()), Fingerprint.ofValue(attribute));
        }
    }

    /** For what asks for all of a user's. */
    void ensureIndexes() {
        facts.createIndex(Indexes.ascending(MemoryDocument.TENANT, MemoryDocument.USER));
    }

    /** @return who states it: the candidate, or another who was first */
    Holder claim(Owner owner, String fact, Holder candidate) {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (insert(owner, fact, candidate)) {
                return candidate;
            }
            var first = facts.find(one(owner, fact)).first();
            if (first != null) {
                return new Holder(first.get(MEMORY, UUID.class), first.getString(TEXT), first.getString(VALUE));
            }
        }
        return candidate;
    }

    /** @return false when somebody else took it meanwhile */
    boolean pass(Owner owner, String fact, Holder from, Holder to) {
        var update = Updates.combine(
                Updates.set(MEMORY, to.memory()), Updates.set(TEXT, to.text()), Updates.set(VALUE, to.value()));
        return facts.updateOne(Filters.and(one(owner, fact), Filters.eq(MEMORY, from.memory())), update)
                        .getMatchedCount()
                == 1;
    }

    /** Makes it known that a memory states what it says now, unless another one does. */
    void register(Memory memory) {
        claim(memory.owner(), Fingerprint.ofText(memory.content()), Holder.of(memory));
    }

    /** Forgets what a memory states; if another one states the same, that stays. */
    void unregister(Memory memory) {
        var content = memory.content();
        release(memory, Fingerprint.ofText(content));
        Attributes.of(content.text())
                .ifPresent(attribute -> release(memory, Fingerprint.ofAttribute(content, attribute)));
    }

    private void release(Memory memory, String fact) {
        facts.deleteOne(Filters.and(one(memory.owner(), fact), Filters.eq(MEMORY, memory.id())));
    }

    private boolean insert(Owner owner, String fact, Holder candidate) {
        return inserts.insert(new Document(MemoryDocument.ID, key(owner, fact))
                .append(MemoryDocument.TENANT, owner.tenant())
                .append(MemoryDocument.USER, owner.user())
                .append(MEMORY, candidate.memory())
                .append(TEXT, candidate.text())
                .append(VALUE, candidate.value()));
    }

    private static Bson one(Owner owner, String fact) {
        return Filters.eq(MemoryDocument.ID, key(owner, fact));
    }

    private static String key(Owner owner, String fact) {
        return owner.tenant() + "/" + owner.user() + "/" + fact;
    }
}

package io.focusforge.memory.memories;

import com.mongodb.DuplicateKeyException;
import com.mongodb.MongoCommandException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
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
    private static final int DUPLICATE_KEY = 11000;
    private static final String MEMORY = "memory";
    private static final String TEXT = "text";
    private static final String VALUE = "value";

    private final MongoCollection<Document> facts;

    Facts(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.facts = client.getDatabase(database).getCollection("memory_facts").withWriteConcern(WriteConcern.W1);
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
        try {
            return insert(owner, fact, candidate);
        } catch (DuplicateKeyException e) {
            return insert(owner, fact, candidate);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == DUPLICATE_KEY) {
                return insert(owner, fact, candidate);
            }
            throw e;
        }
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

    private Holder insert(Owner owner, String fact, Holder candidate) {
        var update = Updates.combine(
                Updates.setOnInsert(MemoryDocument.TENANT, owner.tenant()),
                Updates.setOnInsert(MemoryDocument.USER, owner.user()),
                Updates.setOnInsert(MEMORY, candidate.memory()),
                Updates.setOnInsert(TEXT, candidate.text()),
                Updates.setOnInsert(VALUE, candidate.value()));
        var options = new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        var holder = facts.findOneAndUpdate(one(owner, fact), update, options);
        return new Holder(holder.get(MEMORY, UUID.class), holder.getString(TEXT), holder.getString(VALUE));
    }

    private static Bson one(Owner owner, String fact) {
        return Filters.eq(MemoryDocument.ID, owner.tenant() + "/" + owner.user() + "/" + fact);
    }
}

package io.focusforge.memory.conversations;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.focusforge.memory.memories.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.conversions.Bson;

/** Conversations of an owner, read and written one document at a time. */
@ApplicationScoped
public class ConversationStore {
    private final ConversationCollection collection;

    ConversationStore(ConversationCollection collection) {
        this.collection = collection;
    }

    /** @return false when there is a document with this id already */
    boolean insert(Conversation conversation, byte[] requestHash) {
        try {
            collection.durable().insertOne(ConversationDocument.of(conversation, requestHash));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    Optional<Filed> find(ConversationKey key) {
        return Optional.ofNullable(collection.quick().find(one(key)).first()).map(ConversationDocument::filed);
    }

    /** Those that are not deleted. */
    public Set<ConversationKey> existing(Collection<ConversationKey> keys) {
        var found = new HashSet<ConversationKey>();
        collection
                .quick()
                .find(Filters.and(
                        Filters.in(
                                ConversationDocument.ID,
                                keys.stream().map(ConversationKey::text).toList()),
                        kept()))
                .forEach(document -> found.add(ConversationKey.parse(document.getString(ConversationDocument.ID))));
        return found;
    }

    /** Newest first; one more than {@code limit}, if there is one. */
    List<Conversation> list(Owner owner, Optional<UUID> before, int limit) {
        var older = before.map(order -> Filters.lt(ConversationDocument.ORDER, order));
        return collection
                .quick()
                .find(older.map(filter -> Filters.and(of(owner), filter)).orElseGet(() -> of(owner)))
                .sort(Sorts.descending(ConversationDocument.ORDER))
                .limit(limit + 1)
                .map(ConversationDocument::conversation)
                .into(new ArrayList<>());
    }

    boolean hasAtLeast(Owner owner, int count) {
        return collection.quick().countDocuments(of(owner), new CountOptions().limit(count)) >= count;
    }

    /** Notes how far the conversation has got; it never goes back. */
    public void advance(ConversationKey key, int lastSeq, Instant now) {
        collection
                .quick()
                .updateOne(
                        one(key),
                        Updates.combine(
                                Updates.max(ConversationDocument.LAST_SEQ, lastSeq),
                                Updates.max(ConversationDocument.UPDATED_AT, Date.from(now))));
    }

    /** @return false when there is a summary that covers as much or more */
    boolean sumUp(ConversationKey key, Summary summary) {
        var covered = ConversationDocument.SUMMARY + "." + ConversationDocument.UP_TO;
        var further = Filters.and(one(key), kept(), Filters.not(Filters.gte(covered, summary.upTo())));
        var written = collection
                .durable()
                .updateOne(further, Updates.set(ConversationDocument.SUMMARY, ConversationDocument.of(summary)));
        return written.getMatchedCount() == 1;
    }

    /** @return false when there is none */
    boolean rename(ConversationKey key, String title) {
        var renamed = Updates.set(ConversationDocument.TITLE, title);
        return collection
                        .durable()
                        .updateOne(Filters.and(one(key), kept()), renamed)
                        .getMatchedCount()
                == 1;
    }

    /** Leaves a tombstone, to be looked after. @return false when there is none, or a tombstone already */
    boolean bury(ConversationKey key, Instant now) {
        var burial = Updates.combine(
                Updates.set(ConversationDocument.DELETED_AT, Date.from(now)),
                Updates.set(ConversationDocument.SWEEP_AT, Date.from(now)),
                Updates.unset(ConversationDocument.TITLE),
                Updates.unset(ConversationDocument.METADATA),
                Updates.unset(ConversationDocument.SUMMARY));
        return collection
                        .durable()
                        .updateOne(Filters.and(one(key), kept()), burial)
                        .getModifiedCount()
                == 1;
    }

    /** Tombstones that are to be looked after; serves all tenants. */
    List<Tombstone> due(Instant now, int limit) {
        return collection
                .quick()
                .find(Filters.lte(ConversationDocument.SWEEP_AT, Date.from(now)))
                .limit(limit)
                .map(ConversationDocument::tombstone)
                .into(new ArrayList<>());
    }

    /** Conversations of an owner, and tombstones that are to be looked after. */
    List<ConversationKey> left(Owner owner, Instant now, int limit) {
        return collection
                .quick()
                .find(Filters.and(
                        Filters.eq(ConversationDocument.TENANT, owner.tenant()),
                        Filters.eq(ConversationDocument.USER, owner.user()),
                        Filters.not(Filters.gt(ConversationDocument.SWEEP_AT, Date.from(now)))))
                .limit(limit)
                .map(document -> ConversationDocument.conversation(document).key())
                .into(new ArrayList<>());
    }

    /** Nothing is left of the conversation; its tombstone stays until then. */
    void rest(ConversationKey key, Instant until) {
        collection.quick().updateOne(one(key), Updates.set(ConversationDocument.SWEEP_AT, Date.from(until)));
    }

    void purge(ConversationKey key) {
        collection.durable().deleteOne(one(key));
    }

    private static Bson one(ConversationKey key) {
        return Filters.eq(ConversationDocument.ID, key.text());
    }

    private static Bson of(Owner owner) {
        return Filters.and(
                Filters.eq(ConversationDocument.TENANT, owner.tenant()),
                Filters.eq(ConversationDocument.USER, owner.user()),
                kept());
    }

    private static Bson kept() {
        return Filters.exists(ConversationDocument.DELETED_AT, false);
    }
}

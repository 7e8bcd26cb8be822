package io.focusforge.memory.memories;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.focusforge.common.page.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;

/** Memories of an owner, read and written one document at a time. */
@ApplicationScoped
public class MemoryStore {
    private final MemoryCollection collection;

    MemoryStore(MemoryCollection collection) {
        this.collection = collection;
    }

    /** @return false when there is a document with this id already */
    boolean insert(Memory memory, byte[] requestHash) {
        try {
            collection.durable().insertOne(MemoryDocument.of(memory, requestHash));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    Optional<Stored> find(Owner owner, UUID id) {
        return Optional.ofNullable(
                        collection.quick().find(MemoryCollection.one(owner, id)).first())
                .map(MemoryDocument::stored);
    }

    /** Those of the memories that the owner still has, that are active and true now. */
    public Map<UUID, Memory> findAll(Owner owner, Collection<UUID> ids, Instant now) {
        return findAll(owner, ids, now, memory -> memory.isCurrent(now));
    }

    /** Those of the memories that the owner still has, of whatever state and validity, as far as they are {@code wanted}. */
    public Map<UUID, Memory> findAll(Owner owner, Collection<UUID> ids, Instant now, Predicate<Memory> wanted) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var keys = ids.stream().map(id -> MemoryDocument.key(owner, id)).toList();
        return collection
                .quick()
                .find(Filters.in(MemoryDocument.ID, keys))
                .map(MemoryDocument::stored)
                .into(new ArrayList<>())
                .stream()
                .flatMap(stored -> visible(stored, now).stream())
                .filter(wanted)
                .collect(Collectors.toMap(Memory::id, Function.identity()));
    }

    /** Newest first; one more than {@code limit}, if there is one. */
    List<Memory> list(Owner owner, MemoryFilter filter, Cursor cursor, int limit, Instant now) {
        var conditions = new ArrayList<Bson>();
        conditions.add(Filters.eq(MemoryDocument.TENANT, owner.tenant()));
        conditions.add(Filters.eq(MemoryDocument.USER, owner.user()));
        conditions.add(Filters.exists(MemoryDocument.DELETED_AT, false));
        conditions.add(Filters.not(Filters.lte(MemoryDocument.EXPIRES_AT, Date.from(now))));
        conditions.add(Filters.in(MemoryDocument.STATE, MemoryState.ACTIVE.name(), null));
        conditions.add(Filters.not(Filters.gt(ContentFields.VALID_FROM, Date.from(now))));
        conditions.add(Filters.not(Filters.lte(ContentFields.VALID_TO, Date.from(now))));
        filter.type().ifPresent(type -> conditions.add(Filters.eq(ContentFields.TYPE, type.name())));
        filter.tag().ifPresent(tag -> conditions.add(Filters.eq(ContentFields.TAGS, tag)));
        if (cursor != null) {
            conditions.add(Filters.lt(MemoryDocument.SEQ, cursor.after()));
        }
        return collection
                .quick()
                .find(Filters.and(conditions))
                .sort(Sorts.descending(MemoryDocument.SEQ))
                .limit(limit + 1)
                .map(MemoryDocument::stored)
                .into(new ArrayList<>())
                .stream()
                .flatMap(stored -> visible(stored, now).stream())
                .toList();
    }

    /** Leaves a tombstone without content. Doing it twice does it once. */
    PendingChange bury(Stored stored, Instant now, Instant purgeAt) {
        var revision = stored.revision() + 1;
        collection
                .durable()
                .updateOne(MemoryCollection.one(stored.owner(), stored.id()), burial(revision, now, purgeAt));
        return new PendingChange.Forget(stored.id(), stored.owner(), revision);
    }

    static Optional<Memory> visible(Stored stored, Instant now) {
        return switch (stored) {
            case Stored.Kept(var memory, var _) -> memory.isExpired(now) ? Optional.empty() : Optional.of(memory);
            case Stored.Tombstone _ -> Optional.empty();
        };
    }

    private static Bson burial(int revision, Instant now, Instant purgeAt) {
        var updates = new ArrayList<Bson>();
        updates.add(Updates.set(MemoryDocument.REVISION, revision));
        updates.add(Updates.set(MemoryDocument.PENDING, List.of(revision)));
        updates.add(Updates.set(MemoryDocument.DELETED_AT, Date.from(now)));
        updates.add(Updates.set(MemoryDocument.PURGE_AT, Date.from(purgeAt)));
        ContentFields.PRIVATE.forEach(field -> updates.add(Updates.unset(field)));
        return Updates.combine(updates);
    }
}

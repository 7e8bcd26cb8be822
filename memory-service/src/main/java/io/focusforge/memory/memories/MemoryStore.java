package io.focusforge.memory.memories;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.UpdateResult;
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
    private final Changed changed;
    private final SharedInserts inserts;

    MemoryStore(MemoryCollection collection, Changed changed) {
        this.collection = collection;
        this.changed = changed;
        this.inserts = new SharedInserts(collection.durable());
    }

    /** @return false when there is a document with this id already */
    boolean insert(Memory memory, byte[] requestHash) {
        var added = inserts.insert(MemoryDocument.of(memory, requestHash));
        if (added) {
            changed.note(memory.owner(), memory.id());
        }
        return added;
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

    /** @return false when the memory is not of the revision that was expected */
    boolean replace(Memory next, int expected) {
        var updates = new ArrayList<Bson>();
        RevisionFields.of(next)
                .forEach((field, value) ->
                        updates.add(value == null ? Updates.unset(field) : Updates.set(field, value)));
        updates.add(Untold.one(next));
        var revision = living(next.owner(), next.id(), expected);
        return made(next.owner(), next.id(), collection.durable().updateOne(revision, Updates.combine(updates)));
    }

    private boolean made(Owner owner, UUID id, UpdateResult result) {
        if (result.getMatchedCount() == 1) {
            changed.note(owner, id);
        }
        return result.getMatchedCount() == 1;
    }

    /** Notes the other end of a link; no revision, since it is part of how the memory came to be. */
    Memory supersedes(Memory memory, UUID old) {
        collection
                .durable()
                .updateOne(
                        MemoryCollection.one(memory.owner(), memory.id()),
                        Updates.addToSet(MemoryDocument.SUPERSEDES, old));
        return memory.with(memory.lineage().superseding(old));
    }

    /** Leaves a tombstone without content; empty when the memory is not of the revision that was expected. */
    Optional<PendingChange> bury(Stored stored, Instant now, Instant purgeAt) {
        var expected = living(stored.owner(), stored.id(), stored.revision());
        var revision = stored.revision() + 1;
        var result = collection
                .durable()
                .updateOne(
                        expected, Updates.combine(burial(revision, now, purgeAt), Untold.end(stored, revision, now)));
        return made(stored.owner(), stored.id(), result)
                ? Optional.of(new PendingChange.Forget(stored.id(), stored.owner(), revision))
                : Optional.empty();
    }

    private static Bson living(Owner owner, UUID id, int revision) {
        return Filters.and(
                MemoryCollection.one(owner, id),
                Filters.eq(MemoryDocument.REVISION, revision),
                Filters.exists(MemoryDocument.DELETED_AT, false));
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

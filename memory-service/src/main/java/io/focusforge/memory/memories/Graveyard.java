package io.focusforge.memory.memories;

import com.mongodb.client.model.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.function.Predicate;

/** Turns what was deleted or has expired into tombstones, and removes these when nobody needs them any more. */
@ApplicationScoped
public class Graveyard {
    private final MemoryCollection collection;
    private final MemoryStore store;
    private final Archive archive;
    private final Facts facts;
    private final PendingChanges changes;
    private final MemoryConfig config;

    Graveyard(
            MemoryCollection collection,
            MemoryStore store,
            Archive archive,
            Facts facts,
            PendingChanges changes,
            MemoryConfig config) {
        this.archive = archive;
        this.facts = facts;
        this.collection = collection;
        this.store = store;
        this.changes = changes;
        this.config = config;
    }

    /** Buries the memory as it is by now, unless others made it one that is not {@code meant}. */
    void bury(Memory first, Instant now, Predicate<Memory> meant) {
        var current = store.find(first.owner(), first.id());
        while (current.isPresent() && current.get() instanceof Stored.Kept kept && meant.test(kept.memory())) {
            facts.unregister(kept.memory());
            var burial = store.bury(kept, now, purgeAt(kept, now));
            if (burial.isPresent()) {
                changes.announce(burial.get());
                forgetWhatItCameFrom(kept.memory(), now);
                return;
            }
            current = store.find(first.owner(), first.id());
        }
    }

    // What was merged into it says the same, and so do its former revisions: nobody who forgets it means to keep those.
    private void forgetWhatItCameFrom(Memory buried, Instant now) {
        if (buried.revision() > 1) {
            archive.forget(buried.owner(), buried.id(), buried.revision());
        }
        store.findAll(
                        buried.owner(),
                        buried.lineage().evidence(),
                        now,
                        memory -> memory.lineage().state() == MemoryState.MERGED)
                .values()
                .forEach(evidence ->
                        bury(evidence, now, memory -> memory.lineage().state() == MemoryState.MERGED));
    }

    /** Serves all tenants. @return how many were buried, at most {@code limit} */
    public int buryExpired(Instant now, int limit) {
        var expired = collection
                .quick()
                .find(Filters.and(
                        Filters.lte(MemoryDocument.EXPIRES_AT, Date.from(now)),
                        Filters.exists(MemoryDocument.DELETED_AT, false)))
                .limit(limit)
                .map(MemoryDocument::memory)
                .into(new ArrayList<>());
        expired.forEach(memory -> bury(memory, now, found -> found.isExpired(now)));
        return expired.size();
    }

    /** Tombstones whose time is over; serves all tenants. */
    public List<PendingChange> purgeable(Instant now, int limit) {
        return collection
                .quick()
                .find(Filters.and(
                        Filters.lte(MemoryDocument.PURGE_AT, Date.from(now)), Filters.exists(Untold.ANY, false)))
                .limit(limit)
                .map(MemoryDocument::change)
                .into(new ArrayList<>());
    }

    public void purge(Collection<PendingChange> tombstones) {
        tombstones.forEach(tombstone -> archive.forget(tombstone.owner(), tombstone.id(), tombstone.revision() - 1));
        var keys = tombstones.stream()
                .map(tombstone -> MemoryDocument.key(tombstone.owner(), tombstone.id()))
                .toList();
        collection.quick().deleteMany(Filters.in(MemoryDocument.ID, keys));
    }

    // A request under the same idempotency key is recognised for as long as was promised.
    private Instant purgeAt(Stored.Kept stored, Instant now) {
        var earliest = now.plus(config.tombstoneRetention());
        if (stored.requestHash() == null) {
            return earliest;
        }
        var promised = stored.memory().createdAt().plus(config.idempotencyRetention());
        return promised.isAfter(earliest) ? promised : earliest;
    }
}

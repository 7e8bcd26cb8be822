package io.focusforge.memory.memories;

import com.mongodb.client.model.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;

/** Turns what was deleted or has expired into tombstones, and removes these when nobody needs them any more. */
@ApplicationScoped
public class Graveyard {
    private final MemoryCollection collection;
    private final MemoryStore store;
    private final PendingChanges changes;
    private final MemoryConfig config;

    Graveyard(MemoryCollection collection, MemoryStore store, PendingChanges changes, MemoryConfig config) {
        this.collection = collection;
        this.store = store;
        this.changes = changes;
        this.config = config;
    }

    void bury(Stored stored, Instant now) {
        changes.announce(store.bury(stored, now, purgeAt(stored, now)));
    }

    /** Serves all tenants. @return how many were buried, at most {@code limit} */
    public int buryExpired(Instant now, int limit) {
        var expired = collection
                .quick()
                .find(Filters.and(
                        Filters.lte(MemoryDocument.EXPIRES_AT, Date.from(now)),
                        Filters.exists(MemoryDocument.DELETED_AT, false)))
                .limit(limit)
                .map(MemoryDocument::stored)
                .into(new ArrayList<>());
        expired.forEach(stored -> bury(stored, now));
        return expired.size();
    }

    /** Tombstones whose time is over; serves all tenants. */
    public List<PendingChange> purgeable(Instant now, int limit) {
        return collection
                .quick()
                .find(Filters.lte(MemoryDocument.PURGE_AT, Date.from(now)))
                .limit(limit)
                .map(MemoryDocument::change)
                .into(new ArrayList<>());
    }

    public void purge(Collection<PendingChange> tombstones) {
        var keys = tombstones.stream()
                .map(tombstone -> MemoryDocument.key(tombstone.owner(), tombstone.id()))
                .toList();
        collection.quick().deleteMany(Filters.in(MemoryDocument.ID, keys));
    }

    // A request under the same idempotency key is recognised for as long as was promised.
    private Instant purgeAt(Stored stored, Instant now) {
        var earliest = now.plus(config.tombstoneRetention());
        if (stored.requestHash() == null) {
            return earliest;
        }
        var promised = createdAt(stored).plus(config.idempotencyRetention());
        return promised.isAfter(earliest) ? promised : earliest;
    }

    private static Instant createdAt(Stored stored) {
        return switch (stored) {
            case Stored.Kept(var memory, var _) -> memory.createdAt();
            case Stored.Tombstone tombstone -> tombstone.createdAt();
        };
    }
}

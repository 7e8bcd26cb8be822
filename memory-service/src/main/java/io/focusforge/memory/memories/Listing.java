package io.focusforge.memory.memories;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Memories of an owner, chosen by a filter. */
@ApplicationScoped
class Listing {
    private final MemoryCollection collection;

    Listing(MemoryCollection collection) {
        this.collection = collection;
    }

    /** Newest first; one more than {@code limit}, if there is one. */
    List<Memory> list(Owner owner, MemoryFilter filter, UUID after, int limit, Instant now) {
        var conditions = MemoryQuery.of(owner, filter, now);
        if (after != null) {
            conditions.add(Filters.lt(MemoryDocument.SEQ, after));
        }
        return collection
                .quick()
                .find(Filters.and(conditions))
                .sort(Sorts.descending(MemoryDocument.SEQ))
                .limit(limit + 1)
                .map(MemoryDocument::stored)
                .into(new ArrayList<>())
                .stream()
                .flatMap(stored -> MemoryStore.visible(stored, now).stream())
                .toList();
    }

    long count(Owner owner, MemoryFilter filter, Instant now) {
        return collection.quick().countDocuments(Filters.and(MemoryQuery.of(owner, filter, now)));
    }
}

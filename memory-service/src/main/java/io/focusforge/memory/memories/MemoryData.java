package io.focusforge.memory.memories;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.bson.conversions.Bson;

/**
 * The memories of a person. They are buried like others, so that no slow replica brings one back into the index; the tombstones lose also what
 * could tell what the memory was, and go when their time is over.
 */
@ApplicationScoped
class MemoryData implements SubjectData {
    private final MemoryCollection collection;
    private final Graveyard graveyard;
    private final Clock clock;

    MemoryData(MemoryCollection collection, Graveyard graveyard, Clock clock) {
        this.collection = collection;
        this.graveyard = graveyard;
        this.clock = clock;
    }

    @Override
    public String place() {
        return "memories";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var owner = new Owner(subject.tenant(), subject.user());
        var living = collection
                .quick()
                .find(Filters.and(owned(owner), Filters.exists(MemoryDocument.DELETED_AT, false)))
                .limit(atMost)
                .map(MemoryDocument::memory)
                .into(new ArrayList<>());
        living.forEach(memory -> graveyard.bury(memory, clock.instant(), _ -> true));
        if (living.size() < atMost) {
            bareTombstones(owner);
        }
        return Erased.of(living.size(), atMost);
    }

    private void bareTombstones(Owner owner) {
        var traces = new ArrayList<Bson>(List.of(
                Updates.unset(MemoryDocument.REQUEST_HASH),
                Updates.unset(MemoryDocument.ACTOR),
                Updates.unset(ContentFields.NAMESPACE)));
        ContentFields.PRIVATE.forEach(field -> traces.add(Updates.unset(field)));
        collection
                .durable()
                .updateMany(
                        Filters.and(owned(owner), Filters.exists(MemoryDocument.DELETED_AT)), Updates.combine(traces));
    }

    private static Bson owned(Owner owner) {
        return Filters.and(
                Filters.eq(MemoryDocument.TENANT, owner.tenant()), Filters.eq(MemoryDocument.USER, owner.user()));
    }
}

package io.focusforge.memory.memories;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What can be done with memories that are there, without their owner. Each change is a revision like any other. */
@ApplicationScoped
public class Tending {
    private final MemoryCollection collection;
    private final MemoryStore store;
    private final Revisions revisions;
    private final Reconciler reconciler;
    private final Clock clock;

    Tending(MemoryCollection collection, MemoryStore store, Revisions revisions, Reconciler reconciler, Clock clock) {
        this.collection = collection;
        this.store = store;
        this.revisions = revisions;
        this.reconciler = reconciler;
        this.clock = clock;
    }

    /** Active memories in the order in which they were made. */
    public List<Memory> next(Owner owner, UUID last, int limit) {
        var conditions = new ArrayList<>(MemoryQuery.of(owner, MemoryFilter.NONE, clock.instant()));
        if (last != null) {
            conditions.add(Filters.gt(MemoryDocument.SEQ, last));
        }
        return collection
                .quick()
                .find(Filters.and(conditions))
                .sort(Sorts.ascending(MemoryDocument.SEQ))
                .limit(limit)
                .map(MemoryDocument::memory)
                .into(new ArrayList<>());
    }

    /** The next user of a tenant who has any, in the order of ids. */
    public Optional<UUID> userAfter(UUID tenant, UUID user) {
        var others = Filters.eq(MemoryDocument.TENANT, tenant);
        var after = user == null ? others : Filters.and(others, Filters.gt(MemoryDocument.USER, user));
        return Optional.ofNullable(collection
                        .quick()
                        .find(after)
                        .projection(Projections.include(MemoryDocument.USER))
                        .sort(Sorts.ascending(MemoryDocument.USER))
                        .first())
                .map(document -> document.get(MemoryDocument.USER, UUID.class));
    }

    /** Makes a long-term memory of a short-term one: no longer of a session, and without an end. @return false when it is none any more */
    public boolean keep(Memory memory) {
        return revisions
                .next(
                        memory.owner(),
                        memory.id(),
                        current -> current.lineage().isActive()
                                        && current.content().type() == MemoryType.SHORT_TERM
                                ? Optional.of(new Revisions.Next(
                                        current.with(longTerm(current.content()), null), Action.UPDATED, null))
                                : Optional.empty())
                .isPresent();
    }

    /**
     * Merges a memory into the first of the others that says the same by now, and is older: so two of them never end up in each other.
     *
     * @return whether there was one
     */
    public boolean merge(Owner owner, UUID id, List<UUID> others, BiPredicate<Memory, Memory> sameness) {
        if (others.isEmpty()) {
            return false;
        }
        var found = store.findAll(
                owner, Stream.concat(others.stream(), Stream.of(id)).toList(), clock.instant());
        var memory = found.get(id);
        return memory != null
                && others.stream()
                        .map(found::get)
                        .filter(other -> other != null && isOlder(other, memory) && sameness.test(memory, other))
                        .findFirst()
                        .filter(other -> reconciler.merge(memory, other.id()))
                        .isPresent();
    }

    private static boolean isOlder(Memory one, Memory other) {
        return one.seq().toString().compareTo(other.seq().toString()) < 0;
    }

    private static Content longTerm(Content content) {
        var place = content.place();
        return new Content(
                content.text(),
                MemoryType.LONG_TERM,
                content.metadata(),
                content.tags(),
                content.importance(),
                new Place(place.namespace(), place.subject(), null),
                content.validity());
    }
}

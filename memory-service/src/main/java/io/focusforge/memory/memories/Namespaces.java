package io.focusforge.memory.memories;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** The namespaces of an owner, as its memories name them. */
@ApplicationScoped
class Namespaces {
    private static final long TIMEOUT_SECONDS = 10;
    private static final String COUNT = "count";
    private static final Document NAME =
            new Document("$ifNull", List.of("$" + ContentFields.NAMESPACE, Place.DEFAULT_NAMESPACE));

    private final MemoryCollection collection;

    Namespaces(MemoryCollection collection) {
        this.collection = collection;
    }

    /** A namespace and how many active memories it has. */
    public record Namespace(String namespace, long count) {}

    /** In the order of their names, after {@code last} if that is not null; one more than {@code limit}, if there is one. */
    List<Namespace> list(Owner owner, String last, int limit, Instant now) {
        var conditions = MemoryQuery.of(owner, MemoryFilter.NONE, now);
        var pages = List.of(
                Aggregates.match(Filters.and(conditions)),
                Aggregates.group(NAME, Accumulators.sum(COUNT, 1)),
                Aggregates.match(last == null ? Filters.empty() : Filters.gt(MemoryDocument.ID, last)),
                Aggregates.sort(Sorts.ascending(MemoryDocument.ID)),
                Aggregates.limit(limit + 1));
        return collection
                .quick()
                .aggregate(pages)
                .maxTime(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                .map(Namespaces::namespace)
                .into(new ArrayList<>());
    }

    /** Memories of every state that were made up to {@code last}, the newest first. */
    List<Memory> memories(Owner owner, String namespace, UUID last, int limit) {
        var conditions = new ArrayList<>(MemoryQuery.owned(owner));
        conditions.add(Filters.exists(MemoryDocument.DELETED_AT, false));
        conditions.add(MemoryQuery.namespace(namespace));
        conditions.add(Filters.lte(MemoryDocument.SEQ, last));
        return collection
                .quick()
                .find(Filters.and(conditions))
                .limit(limit)
                .map(MemoryDocument::memory)
                .into(new ArrayList<>());
    }

    private static Namespace namespace(Document group) {
        return new Namespace(
                group.getString(MemoryDocument.ID),
                group.get(COUNT, Number.class).longValue());
    }
}

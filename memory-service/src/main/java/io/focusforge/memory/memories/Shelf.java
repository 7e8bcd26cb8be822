package io.focusforge.memory.memories;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.conversions.Bson;

/** Documents in batches. */
@ApplicationScoped
class Shelf {
    private static final int DUPLICATE_KEY = 11_000;

    private final MemoryCollection collection;
    private final Changed changed;

    Shelf(MemoryCollection collection, Changed changed) {
        this.collection = collection;
        this.changed = changed;
    }

    /** @return those that were not there, nor were given twice */
    List<Memory> add(List<Memory> memories) {
        var added = insert(memories);
        added.forEach(memory -> changed.note(memory.owner(), memory.id()));
        return added;
    }

    private List<Memory> insert(List<Memory> memories) {
        if (memories.isEmpty()) {
            return memories;
        }
        try {
            var documents = memories.stream()
                    .map(memory -> MemoryDocument.of(memory, null))
                    .toList();
            collection.durable().insertMany(documents, new InsertManyOptions().ordered(false));
            return memories;
        } catch (MongoBulkWriteException e) {
            var known = known(e);
            return IntStream.range(0, memories.size())
                    .filter(i -> !known.contains(i))
                    .mapToObj(memories::get)
                    .toList();
        }
    }

    int unknown(Owner owner, List<Memory> memories) {
        var keys = memories.stream()
                .map(memory -> MemoryDocument.key(owner, memory.id()))
                .collect(Collectors.toSet());
        var known = collection
                .quick()
                .find(Filters.in(MemoryDocument.ID, keys))
                .projection(Projections.include(MemoryDocument.ID))
                .map(document -> document.getString(MemoryDocument.ID))
                .into(new HashSet<>());
        return keys.size() - known.size();
    }

    List<Memory> after(List<Bson> conditions, UUID last, int limit) {
        var all = new ArrayList<>(conditions);
        if (last != null) {
            all.add(Filters.gt(MemoryDocument.SEQ, last));
        }
        return collection
                .quick()
                .find(Filters.and(all))
                .sort(Sorts.ascending(MemoryDocument.SEQ))
                .limit(limit)
                .map(MemoryDocument::memory)
                .into(new ArrayList<>());
    }

    private static Set<Integer> known(MongoBulkWriteException problem) {
        var duplicates = problem.getWriteErrors().stream()
                .filter(error -> error.getCode() == DUPLICATE_KEY)
                .map(BulkWriteError::getIndex)
                .collect(Collectors.toSet());
        if (duplicates.size() < problem.getWriteErrors().size() || problem.getWriteConcernError() != null) {
            throw problem;
        }
        return duplicates;
    }
}

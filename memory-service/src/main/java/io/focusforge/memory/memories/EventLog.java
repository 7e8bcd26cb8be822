package io.focusforge.memory.memories;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;

/** What has happened to memories and has not been told, as their documents say it. Serves all tenants. */
@ApplicationScoped
public class EventLog {
    private final MemoryCollection collection;

    EventLog(MemoryCollection collection) {
        this.collection = collection;
    }

    /** Those of up to so many memories: of each memory all, in their order. */
    public List<MemoryEvent> next(int memories) {
        return collection
                .quick()
                .find(Filters.gt(Untold.REVISION, 0))
                .projection(Projections.include(MemoryDocument.TENANT, MemoryDocument.USER, Untold.FIELD))
                .limit(memories)
                .into(new ArrayList<>())
                .stream()
                .flatMap(Untold::events)
                .toList();
    }

    public void told(Collection<MemoryEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var byMemory = events.stream()
                .collect(Collectors.groupingBy(event -> MemoryDocument.key(event.owner(), event.memory())));
        var updates = byMemory.entrySet().stream()
                .map(told -> new UpdateOneModel<Document>(
                        Filters.eq(MemoryDocument.ID, told.getKey()),
                        Untold.told(
                                told.getValue().stream().map(MemoryEvent::id).toList())))
                .toList();
        collection.quick().bulkWrite(updates, new BulkWriteOptions().ordered(false));
    }
}

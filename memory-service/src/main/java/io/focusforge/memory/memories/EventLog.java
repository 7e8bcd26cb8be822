package io.focusforge.memory.memories;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/** What has happened to memories and has not been told, as their documents say it. Serves all tenants. */
@ApplicationScoped
public class EventLog {
    private final MemoryCollection collection;
    private final Changed changed;

    EventLog(MemoryCollection collection, Changed changed) {
        this.collection = collection;
        this.changed = changed;
    }

    /** Memories that were changed here. Waits for one; empty when none was in time. */
    public List<String> changed(int most, Duration atMost, Duration linger) throws InterruptedException {
        return changed.take(most, atMost, linger);
    }

    /** What has happened to these, and was not told. */
    public List<MemoryEvent> of(Collection<String> memories) {
        return find(Filters.in(MemoryDocument.ID, memories), memories.size());
    }

    /** What has happened to any, of up to so many memories. */
    public List<MemoryEvent> next(int memories) {
        return find(Filters.gt(Untold.REVISION, 0), memories);
    }

    /** Of each memory all, in their order. */
    private List<MemoryEvent> find(Bson which, int memories) {
        return collection
                .quick()
                .find(which)
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

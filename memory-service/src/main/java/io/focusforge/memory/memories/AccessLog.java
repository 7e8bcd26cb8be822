package io.focusforge.memory.memories;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Date;
import org.bson.Document;

/** Notes in the memories themselves that they were of use; that makes no new revision of them. */
@ApplicationScoped
public class AccessLog {
    private final MemoryCollection collection;

    AccessLog(MemoryCollection collection) {
        this.collection = collection;
    }

    public void add(Collection<Used> uses) {
        if (!uses.isEmpty()) {
            var updates = uses.stream().map(AccessLog::update).toList();
            collection.quick().bulkWrite(updates, new BulkWriteOptions().ordered(false));
        }
    }

    // A tombstone stays without whatever the memory had.
    private static UpdateOneModel<Document> update(Used used) {
        return new UpdateOneModel<>(
                Filters.and(
                        MemoryCollection.one(used.owner(), used.id()),
                        Filters.exists(MemoryDocument.DELETED_AT, false)),
                Updates.combine(
                        Updates.inc(MemoryDocument.ACCESS_COUNT, used.times()),
                        Updates.max(MemoryDocument.ACCESSED_AT, Date.from(used.last()))));
    }
}

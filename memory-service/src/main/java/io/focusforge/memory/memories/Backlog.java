package io.focusforge.memory.memories;

import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.bson.Document;

/** The revisions that the search index has not seen, as the documents themselves say it. Serves all tenants. */
@ApplicationScoped
public class Backlog {
    private final MemoryCollection collection;
    private final Archive archive;
    private final Facts facts;

    Backlog(MemoryCollection collection, Archive archive, Facts facts) {
        this.facts = facts;
        this.collection = collection;
        this.archive = archive;
    }

    public void prepare() {
        collection.ensureIndexes();
        archive.ensureIndexes();
        facts.ensureIndexes();
    }

    /** Hands over all that is pending, in batches, until {@code work} answers false. */
    public void drain(int batchSize, Predicate<List<PendingChange>> work) {
        var pending =
                collection.quick().find(Filters.gt(MemoryDocument.PENDING, 0)).batchSize(batchSize);
        try (MongoCursor<Document> cursor = pending.cursor()) {
            var goOn = true;
            while (goOn && cursor.hasNext()) {
                var batch = new ArrayList<PendingChange>(batchSize);
                while (batch.size() < batchSize && cursor.hasNext()) {
                    batch.add(MemoryDocument.change(cursor.next()));
                }
                goOn = work.test(batch);
            }
        }
    }

    /** Notes that the index has seen these revisions; a document that has changed since stays pending. */
    public void settle(Collection<PendingChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var updates = changes.stream()
                .map(change -> new UpdateOneModel<Document>(
                        MemoryCollection.one(change.owner(), change.id()),
                        Updates.pull(MemoryDocument.PENDING, change.revision())))
                .toList();
        collection.quick().bulkWrite(updates, new BulkWriteOptions().ordered(false));
    }
}

package io.focusforge.memory.memories;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import io.focusforge.common.id.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Forgets all of a namespace in bounded batches. What is to be forgotten is written down first, so that the sweeper goes on where a
 * request left off; what is remembered in the namespace after that stays.
 */
@ApplicationScoped
public class NamespaceRemoval {
    private static final int BATCH = 100;
    private static final int BATCHES_AT_ONCE = 5;
    private static final int REMOVALS_AT_ONCE = 100;
    private static final String NAMESPACE = "namespace";
    private static final String LAST = "last";

    private final MongoCollection<Document> removals;
    private final Namespaces namespaces;
    private final Graveyard graveyard;
    private final Clock clock;

    NamespaceRemoval(
            MongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            Namespaces namespaces,
            Graveyard graveyard,
            Clock clock) {
        this.removals = client.getDatabase(database)
                .getCollection("memory_namespace_removals")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.namespaces = namespaces;
        this.graveyard = graveyard;
        this.clock = clock;
    }

    /** How far a removal came. */
    enum Progress {
        NOTHING_THERE,
        DONE,
        GOES_ON
    }

    Progress start(Owner owner, String namespace) {
        var last = Ids.next();
        if (namespaces.memories(owner, namespace, last, 1).isEmpty()) {
            return Progress.NOTHING_THERE;
        }
        var document = new Document(NAMESPACE, namespace)
                .append(LAST, last)
                .append(MemoryDocument.TENANT, owner.tenant())
                .append(MemoryDocument.USER, owner.user());
        removals.updateOne(one(owner, namespace), new Document("$set", document), new UpdateOptions().upsert(true));
        return goOn(document) ? Progress.DONE : Progress.GOES_ON;
    }

    /** Serves all tenants: some batches of each removal that is not done. */
    public void goOn() {
        removals.find().limit(REMOVALS_AT_ONCE).into(new ArrayList<>()).forEach(this::goOn);
    }

    private boolean goOn(Document removal) {
        var owner = MemoryDocument.owner(removal);
        var namespace = removal.getString(NAMESPACE);
        var last = removal.get(LAST, UUID.class);
        for (var batch = 0; batch < BATCHES_AT_ONCE; batch++) {
            var memories = namespaces.memories(owner, namespace, last, BATCH);
            memories.forEach(memory -> graveyard.bury(memory, clock.instant(), found -> isIn(namespace, found)));
            if (memories.size() < BATCH) {
                removals.deleteOne(Filters.and(one(owner, namespace), Filters.eq(LAST, last)));
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(String namespace, Memory memory) {
        return memory.content().place().namespace().equals(namespace);
    }

    private static Bson one(Owner owner, String namespace) {
        return Filters.eq(MemoryDocument.ID, owner.tenant() + "/" + owner.user() + "/" + namespace);
    }
}

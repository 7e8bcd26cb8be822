package io.focusforge.memory.learning;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.memory.memories.MemoryConfig;
import io.focusforge.memory.memories.Owner;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The receipts in MongoDB, each under owner and key. */
@ApplicationScoped
class ReceiptStore {
    private static final String ID = "_id";
    private static final String STARTED_AT = "startedAt";
    private static final String REQUEST_HASH = "requestHash";
    private static final String OUTCOME = "outcome";
    private static final String PURGE_AT = "purgeAt";

    private final MongoCollection<Document> receipts;
    private final MemoryConfig config;
    private final Clock clock;

    ReceiptStore(
            MongoClient client,
            @ConfigProperty(name = "quarkus.mongodb.database") String database,
            MemoryConfig config,
            Clock clock) {
        this.receipts = client.getDatabase(database)
                .getCollection("memory_receipts")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        this.config = config;
        this.clock = clock;
    }

    /** @return false when there is one */
    boolean begin(Owner owner, IdempotencyKey key, Instant now) {
        try {
            receipts.insertOne(new Document(ID, id(owner, key))
                    .append("tenantId", owner.tenant())
                    .append("userId", owner.user())
                    .append(REQUEST_HASH, new Binary(key.requestHash()))
                    .append(STARTED_AT, Date.from(now))
                    .append(PURGE_AT, Date.from(now.plus(config.idempotencyRetention()))));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    Optional<Receipt> find(Owner owner, IdempotencyKey key) {
        return Optional.ofNullable(receipts.find(one(owner, key)).first())
                .map(document -> new Receipt(
                        document.get(REQUEST_HASH, Binary.class).getData(),
                        Optional.ofNullable(document.get(OUTCOME, Document.class))
                                .map(ReceiptStore::outcome)));
    }

    /** Takes the place of one that has begun before {@code died} and not finished. */
    boolean takeOver(Owner owner, IdempotencyKey key, Instant died, Instant now) {
        var dead =
                Filters.and(one(owner, key), Filters.exists(OUTCOME, false), Filters.lt(STARTED_AT, Date.from(died)));
        return receipts.updateOne(dead, Updates.set(STARTED_AT, Date.from(now))).getMatchedCount() == 1;
    }

    void finish(Owner owner, IdempotencyKey key, Outcome outcome) {
        receipts.updateOne(one(owner, key), Updates.set(OUTCOME, document(outcome)));
    }

    void release(Owner owner, IdempotencyKey key) {
        receipts.deleteOne(Filters.and(one(owner, key), Filters.exists(OUTCOME, false)));
    }

    @Scheduled(
            every = "{focusforge.memory.expiry.sweep-every}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        receipts.createIndex(Indexes.ascending(PURGE_AT));
        receipts.deleteMany(Filters.lte(PURGE_AT, Date.from(clock.instant())));
    }

    private static Document document(Outcome outcome) {
        return new Document("added", outcome.added())
                .append(
                        "merged",
                        outcome.merged().stream()
                                .map(pair -> List.of(pair.given(), pair.into()))
                                .toList())
                .append("superseded", outcome.superseded())
                .append("degraded", outcome.degraded())
                .append("model", outcome.model());
    }

    private static Outcome outcome(Document document) {
        var pairs = document.getList("merged", List.class).stream()
                .map(pair -> new Outcome.Pair((UUID) pair.get(0), (UUID) pair.get(1)))
                .toList();
        return new Outcome(
                document.getList("added", UUID.class),
                pairs,
                document.getList("superseded", UUID.class),
                document.getBoolean("degraded"),
                document.getString("model"));
    }

    private static Bson one(Owner owner, IdempotencyKey key) {
        return Filters.eq(ID, id(owner, key));
    }

    private static String id(Owner owner, IdempotencyKey key) {
        return owner.tenant() + "/" + owner.user() + "/" + key.value();
    }
}

package io.focusforge.memory.conversations;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The collection of conversations. Its indexes are there before it is first used. */
@ApplicationScoped
class ConversationCollection {
    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    private final MongoCollection<Document> conversations;
    private volatile boolean prepared;

    ConversationCollection(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.conversations = client.getDatabase(database).getCollection("conversations");
    }

    MongoCollection<Document> durable() {
        return prepared().withWriteConcern(DURABLE);
    }

    /** For what may be lost, because it is found out again. */
    MongoCollection<Document> quick() {
        return prepared().withWriteConcern(WriteConcern.W1);
    }

    // Done twice it does no harm.
    private MongoCollection<Document> prepared() {
        if (!prepared) {
            conversations.createIndexes(List.of(
                    new IndexModel(Indexes.compoundIndex(
                            Indexes.ascending(ConversationDocument.TENANT, ConversationDocument.USER),
                            Indexes.descending(ConversationDocument.ORDER))),
                    new IndexModel(Indexes.ascending(ConversationDocument.SWEEP_AT), new IndexOptions().sparse(true))));
            prepared = true;
        }
        return conversations;
    }
}

package io.focusforge.memory.messages;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.focusforge.memory.conversations.ConversationKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The collection of appends. Its indexes, one of which tells a request from its repetition, are there before it is first used. */
@ApplicationScoped
class MessageCollection {
    private static final WriteConcern DURABLE = WriteConcern.MAJORITY.withJournal(true);

    private final MongoCollection<Document> messages;
    private volatile boolean prepared;

    MessageCollection(MongoClient client, @ConfigProperty(name = "quarkus.mongodb.database") String database) {
        this.messages = client.getDatabase(database).getCollection("messages");
    }

    MongoCollection<Document> durable() {
        return prepared().withWriteConcern(DURABLE);
    }

    /** For what may be lost, because it is found out again. */
    MongoCollection<Document> quick() {
        return prepared().withWriteConcern(WriteConcern.W1);
    }

    static Bson of(ConversationKey conversation) {
        return from(conversation, 0);
    }

    /** Appends that begin at a number or later. */
    static Bson from(ConversationKey conversation, int first) {
        return Filters.and(
                Filters.gte(AppendDocument.ID, AppendDocument.key(conversation, first)),
                Filters.lte(AppendDocument.ID, AppendDocument.key(conversation, Integer.MAX_VALUE)));
    }

    /** Appends that begin at a number or earlier. */
    static Bson upTo(ConversationKey conversation, int first) {
        return Filters.and(
                Filters.gte(AppendDocument.ID, AppendDocument.key(conversation, 0)),
                Filters.lte(AppendDocument.ID, AppendDocument.key(conversation, first)));
    }

    // Done twice it does no harm.
    private MongoCollection<Document> prepared() {
        if (!prepared) {
            messages.createIndexes(List.of(
                    new IndexModel(
                            Indexes.ascending(AppendDocument.TENANT, AppendDocument.REQUEST),
                            new IndexOptions().unique(true)),
                    new IndexModel(Indexes.ascending(AppendDocument.TENANT, AppendDocument.MESSAGE_ID)),
                    sparse(AppendDocument.KEEPS),
                    sparse(AppendDocument.PENDING)));
            prepared = true;
        }
        return messages;
    }

    private static IndexModel sparse(String field) {
        return new IndexModel(Indexes.ascending(field), new IndexOptions().sparse(true));
    }
}

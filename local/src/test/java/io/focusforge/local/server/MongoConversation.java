package io.focusforge.local.server;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

/** Documents by way of MongoDB's own driver. */
final class MongoConversation implements AutoCloseable {
    private final MongoClient client;

    MongoConversation(String url) {
        client = MongoClients.create(url);
    }

    void insert(String collection, String value) {
        collection(collection).insertOne(new Document("value", value));
    }

    long count(String collection) {
        return collection(collection).countDocuments();
    }

    private MongoCollection<Document> collection(String name) {
        return client.getDatabase("focusforge").getCollection(name);
    }

    @Override
    public void close() {
        client.close();
    }
}

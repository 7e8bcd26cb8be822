package io.focusforge.local.server;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others may do while a command reads. */
class OrderlyBackendTest {
    private static final String STORED = "databases.focusforge.documents";
    private static final String READ_SLOWLY = "ping";
    private static final int MANY = 2_000;

    @TempDir
    Path directory;

    private MVStore store;
    private MongoServer server;
    private MongoClient client;

    @BeforeEach
    void start() {
        store = new MVStore.Builder()
                .fileName(directory.resolve("documents.mv").toString())
                .cacheSize(1)
                .pageSplitSize(4 * 1024)
                .open();
        store.setRetentionTime(0);
        server = new MongoServer(new Slow(store));
        var address = server.bind();
        client = MongoClients.create("mongodb://127.0.0.1:" + address.getPort());
    }

    @AfterEach
    void stop() {
        client.close();
        server.shutdownNow();
    }

    private static org.bson.Document document(int id) {
        return new org.bson.Document("_id", "%05d".formatted(id)).append("text", "x".repeat(900));
    }

    private MongoCollection<org.bson.Document> documents() {
        return client.getDatabase("focusforge").getCollection("documents");
    }

    /** For one command, begins to walk over the documents, writes all of them anew, and goes on with the walk. */
    private static final class Slow extends OrderlyBackend {
        private final MVStore store;

        Slow(MVStore store) {
            super(store, true);
            this.store = store;
        }

        @Override
        public Document handleCommand(Channel channel, String database, String command, Document query) {
            return command.equals(READ_SLOWLY)
                    ? new Document("ok", 1).append("read", readSlowly())
                    : super.handleCommand(channel, database, command, query);
        }

        private int readSlowly() {
            var documents = store.<Object, Document>openMap(STORED);
            var walk = documents.cursor(null);
            walk.next();
            for (var id : new ArrayList<>(documents.keySet())) {
                documents.put(id, documents.get(id).cloneDeeply());
                store.commit();
            }
            return 1 + rest(walk);
        }

        private static int rest(Cursor<Object, Document> walk) {
            var count = 0;
            while (walk.hasNext()) {
                walk.next();
                count++;
            }
            return count;
        }
    }

    @Test
    void readsToTheEndWhateverIsWrittenMeanwhile() {
        documents()
                .insertMany(IntStream.range(0, MANY)
                        .mapToObj(OrderlyBackendTest::document)
                        .toList());
        var answer = client.getDatabase("focusforge").runCommand(new org.bson.Document(READ_SLOWLY, 1));
        assertThat(answer.getInteger("read")).isEqualTo(MANY);
        assertThat(documents().countDocuments()).isEqualTo(MANY);
    }

    @Test
    void leavesADocumentAsItIsThatMayBeOnItsWay() {
        documents().insertOne(document(7));
        var stored = store.<Object, Document>openMap(STORED);
        var before = stored.get("00007");
        documents().updateOne(eq("_id", "00007"), set("text", "other"));
        documents().findOneAndUpdate(eq("_id", "00007"), set("further", 1));
        assertThat(before.get("text")).isEqualTo("x".repeat(900));
        assertThat(stored.get("00007").get("text")).isEqualTo("other");
        assertThat(stored.get("00007").get("further")).isEqualTo(1);
    }
}

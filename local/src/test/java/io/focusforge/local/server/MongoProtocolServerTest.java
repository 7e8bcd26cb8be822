package io.focusforge.local.server;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.UuidRepresentation;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents as they are kept in the file, and found by their ids. */
class MongoProtocolServerTest {
    private static final UUID OWNER = UUID.fromString("0193a000-0000-7000-8000-000000000001");

    @TempDir
    Path directory;

    private static Document full(Object id) {
        return new Document("_id", id)
                .append("text", "Grüße, 世界")
                .append("owner", OWNER)
                .append("at", new Date(1_700_000_000_123L))
                .append("count", 7)
                .append("total", 1L << 40)
                .append("share", 0.25)
                .append("kept", true)
                .append("nothing", null)
                .append("bytes", new Binary(new byte[] {0, 1, -1}))
                .append("tags", List.of("a", "b"))
                .append("untold", List.of(new Document("id", OWNER).append("revision", 1)));
    }

    @Test
    void keepsEveryTypeOfValueAcrossARestart() {
        var ids = List.<Object>of("text", new ObjectId(), OWNER, 5);
        inStore(documents -> ids.forEach(id -> documents.insertOne(full(id))));
        inStore(documents -> ids.forEach(
                id -> assertThat(documents.find(eq("_id", id)).first()).isEqualTo(full(id))));
    }

    @Test
    void readsAndChangesWhatAnEarlierReleaseHasWritten() {
        asAnEarlierRelease(documents -> {
            documents.insertMany(
                    IntStream.range(0, 50).mapToObj(i -> full("d" + i)).toList());
            documents.deleteOne(eq("_id", "d0"));
        });
        inStore(documents -> {
            assertThat(documents.find(eq("_id", "d7")).first()).isEqualTo(full("d7"));
            documents.updateOne(and(eq("_id", "d7"), eq("count", 7)), set("count", 8));
            documents.insertOne(full("d0"));
            assertThatThrownBy(() -> documents.insertOne(full("d8"))).isInstanceOf(MongoWriteException.class);
        });
        inStore(documents -> {
            assertThat(documents.countDocuments()).isEqualTo(50);
            assertThat(documents.find(eq("_id", "d7")).first().getInteger("count"))
                    .isEqualTo(8);
        });
    }

    @Test
    void findsByIdAndWhateverElseIsAskedFor() {
        inStore(documents -> {
            documents.insertMany(List.of(full("a/1"), full("a/2"), full("b/1")));
            assertThat(documents.countDocuments(in("_id", "a/1", "b/1", "c"))).isEqualTo(2);
            assertThat(documents.countDocuments(and(eq("_id", "a/1"), eq("count", 8))))
                    .isZero();
            assertThat(documents.countDocuments(regex("_id", "^a/"))).isEqualTo(2);
            assertThat(documents
                            .updateOne(and(eq("_id", "b/1"), eq("count", 7)), push("tags", "c"))
                            .getModifiedCount())
                    .isOne();
            documents.deleteOne(eq("_id", "a/2"));
            documents.deleteMany(regex("_id", "^b/"));
            documents.insertOne(full("a/2"));
            assertThat(documents.distinct("_id", String.class).into(new java.util.ArrayList<>()))
                    .containsExactlyInAnyOrder("a/1", "a/2");
        });
    }

    @Test
    void insertsWhatIsNewBesideWhatIsThere() {
        inStore(documents -> {
            documents.insertOne(full("there"));
            var given = List.of(full("new"), full("there"), full("other"));
            assertThatThrownBy(() -> documents.insertMany(given, new InsertManyOptions().ordered(false)))
                    .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> assertThat(e.getWriteErrors())
                            .singleElement()
                            .satisfies(error -> assertThat(error.getIndex()).isOne()));
            assertThat(documents.countDocuments()).isEqualTo(3);
        });
    }

    private void inStore(Consumer<MongoCollection<Document>> work) {
        try (var server = MongoProtocolServer.start(new ServersOptions(directory, true, Optional.empty()))) {
            talk(server.port(), work);
        }
    }

    private void asAnEarlierRelease(Consumer<MongoCollection<Document>> work) {
        Directories.make(directory.resolve("mongo"));
        var file = directory.resolve("mongo/documents.mv");
        var server = new MongoServer(
                new H2Backend(new MVStore.Builder().fileName(file.toString()).open()));
        try {
            server.bind("127.0.0.1", 0);
            talk(server.getLocalAddress().getPort(), work);
        } finally {
            server.shutdownNow();
        }
        assertThat(Files.exists(file)).isTrue();
    }

    private static void talk(int port, Consumer<MongoCollection<Document>> work) {
        var settings = MongoClientSettings.builder()
                .uuidRepresentation(UuidRepresentation.STANDARD)
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new ServerAddress("127.0.0.1", port))))
                .build();
        try (var client = MongoClients.create(settings)) {
            work.accept(client.getDatabase("focusforge").getCollection("documents"));
        }
    }
}

package io.focusforge.memory.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single documents that go in together. */
@QuarkusTest
@OnRealServers
class SharedInsertsTest {
    @ConfigProperty(name = "quarkus.mongodb.connection-string")
    String url;

    private final Queue<Integer> writes = new ConcurrentLinkedQueue<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private MongoClient client;
    private MongoCollection<Document> collection;

    /** The first write takes as long as it is wanted to. No class, for a class of this kind would be a bean that listens to all clients. */
    private CommandListener slow() {
        return (CommandListener) Proxy.newProxyInstance(
                CommandListener.class.getClassLoader(),
                new Class<?>[] {CommandListener.class},
                (proxy, method, given) -> {
                    switch (method.getName()) {
                        case "hashCode" -> {
                            return System.identityHashCode(proxy);
                        }
                        case "equals" -> {
                            return proxy == given[0];
                        }
                        case "commandStarted" -> started((CommandStartedEvent) given[0]);
                        default -> {}
                    }
                    return null;
                });
    }

    private void started(CommandStartedEvent event) throws InterruptedException {
        if (event.getCommandName().equals("insert")) {
            writes.add(event.getCommand().getArray("documents").size());
            goOn.await();
        }
    }

    @BeforeEach
    void connect() {
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(url))
                .addCommandListener(slow())
                .build());
        collection = client.getDatabase("shared_inserts")
                .getCollection(UUID.randomUUID().toString());
    }

    @AfterEach
    void drop() {
        collection.drop();
        client.close();
    }

    @Test
    void thoseThatComeMeanwhileShareTheNextWrite() {
        var inserts = new SharedInserts(collection);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(() -> inserts.insert(document("0")), threads);
            await().until(() -> writes.size() == 1);
            var others = IntStream.rangeClosed(1, 20)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> inserts.insert(document("" + i % 19)), threads))
                    .toList();
            await().until(() -> inserts.waiting() == 20);
            goOn.countDown();
            assertThat(first.join()).isTrue();
            assertThat(others.stream().filter(CompletableFuture::join)).hasSize(18);
        }
        assertThat(collection.countDocuments()).isEqualTo(19);
        assertThat(writes).as("documents by write").containsExactly(1, 20);
    }

    @Test
    void noneFailsForWhatIsWrongWithAnother() {
        var inserts = new SharedInserts(collection);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = CompletableFuture.supplyAsync(() -> inserts.insert(document("0")), threads);
            await().until(() -> writes.size() == 1);
            var wrong = CompletableFuture.supplyAsync(
                    () -> inserts.insert(new Document("_id", List.of("an array is no id"))), threads);
            var right = CompletableFuture.supplyAsync(() -> inserts.insert(document("1")), threads);
            await().until(() -> inserts.waiting() == 2);
            goOn.countDown();
            assertThat(first.join()).isTrue();
            assertThat(right.join()).isTrue();
            assertThatThrownBy(wrong::join).hasCauseInstanceOf(MongoBulkWriteException.class);
        }
        assertThat(collection.countDocuments()).isEqualTo(2);
    }

    private static Document document(String id) {
        return new Document("_id", id);
    }
}

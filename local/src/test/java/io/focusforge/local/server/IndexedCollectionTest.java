package io.focusforge.local.server;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexedCollectionTest {
    private static final List<IndexModel> INDEXES = List.of(
            new IndexModel(compoundIndex(ascending("tenant", "user"), descending("number"))),
            new IndexModel(ascending("pending"), new IndexOptions().sparse(true)),
            new IndexModel(ascending("untold.revision"), new IndexOptions().sparse(true)),
            new IndexModel(ascending("until"), new IndexOptions().sparse(true)));
    private static final int MANY = 300;

    private final Random random = new Random(7);

    @TempDir
    Path directory;

    /** Fields are missing, null, arrays, or of different types. */
    private Document document(int id) {
        var document = new Document("_id", "d%04d".formatted(id)).append("tenant", "t" + random.nextInt(3));
        append(document, "user", 8, () -> random.nextInt(6) == 0 ? null : "u" + random.nextInt(3));
        append(document, "number", 9, this::number);
        append(document, "pending", 2, () -> IntStream.range(0, random.nextInt(4))
                .mapToObj(_ -> random.nextInt(5))
                .toList());
        append(document, "untold", 2, () -> IntStream.range(0, random.nextInt(3))
                .mapToObj(_ -> new Document("revision", random.nextInt(5)))
                .toList());
        append(document, "until", 3, this::number);
        return document;
    }

    private void append(Document document, String field, int often, Supplier<Object> value) {
        if (random.nextInt(10) < often) {
            document.append(field, value.get());
        }
    }

    private Object number() {
        var number = random.nextInt(40);
        return switch (random.nextInt(4)) {
            case 0 -> (long) number;
            case 1 -> number + 0.0;
            case 2 -> List.of(number, random.nextInt(40));
            default -> number;
        };
    }

    private Bson condition() {
        var number = random.nextInt(40);
        return switch (random.nextInt(13)) {
            case 0 -> eq("tenant", "t" + random.nextInt(3));
            case 1 -> and(eq("tenant", "t1"), eq("user", "u" + random.nextInt(3)));
            case 2 -> eq("user", null);
            case 3 -> gt("number", number);
            case 4 -> lte("number", number);
            case 5 -> eq("number", number);
            case 6 -> and(gt("number", number), lt("number", number - 5));
            case 7 -> gt("pending", 0);
            case 8 -> gte("untold.revision", random.nextInt(4));
            case 9 -> lt("until", number);
            case 10 -> exists("until", false);
            case 11 -> in("tenant", "t0", "t2");
            default -> ne("user", "u1");
        };
    }

    private Bson query() {
        return and(IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> condition())
                .toList());
    }

    private void change(int id, MongoCollection<Document> one, MongoCollection<Document> other) {
        var document = document(id);
        var delete = random.nextInt(4) == 0;
        for (var documents : List.of(one, other)) {
            if (delete) {
                documents.deleteOne(eq("_id", document.get("_id")));
            } else {
                documents.replaceOne(eq("_id", document.get("_id")), document);
            }
        }
    }

    private static List<Object> ids(MongoCollection<Document> documents, Bson query, Bson order, int limit) {
        return documents
                .find(query)
                .sort(order)
                .limit(limit)
                .map(found -> found.get("_id"))
                .into(new ArrayList<>());
    }

    @Test
    void answersAsWithoutAnIndex() {
        inStore(client -> {
            var plain = client.getDatabase("focusforge").getCollection("plain");
            var indexed = client.getDatabase("focusforge").getCollection("indexed");
            indexed.createIndexes(INDEXES);
            var documents = IntStream.range(0, MANY).mapToObj(this::document).toList();
            plain.insertMany(documents);
            indexed.insertMany(documents);
            for (var i = 0; i < MANY; i++) {
                change(random.nextInt(MANY), plain, indexed);
                var query = query();
                var expected = ids(plain, query, Sorts.ascending("_id"), 0);
                assertThat(ids(indexed, query, Sorts.ascending("_id"), 0)).isEqualTo(expected);
                assertThat(ids(indexed, query, null, 0)).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(indexed.countDocuments(query)).isEqualTo(expected.size());
            }
        });
    }

    @Test
    void pagesInTheOrderOfAnIndex() {
        inStore(client -> {
            var documents = numbered(client);
            var owned = and(eq("tenant", "t"), eq("user", "u"));
            assertThat(ids(documents, and(owned, gt("number", 100)), Sorts.ascending("number"), 3))
                    .containsExactly("d101", "d102", "d103");
            assertThat(ids(documents, and(owned, lt("number", 100)), Sorts.descending("number"), 2))
                    .containsExactly("d99", "d98");
            assertThat(ids(documents, owned, Sorts.orderBy(Sorts.descending("user"), Sorts.ascending("number")), 2))
                    .containsExactly("d0", "d1");
            assertThat(documents
                            .find(owned)
                            .sort(Sorts.ascending("text"))
                            .skip(1)
                            .limit(2))
                    .extracting(found -> found.get("_id"))
                    .containsExactly("d1", "d10");
        });
    }

    @Test
    void goesOnAfterTheLastWhateverHasHappenedToIt() {
        inStore(client -> {
            var documents = numbered(client);
            var seen = new ArrayList<Object>();
            try (var cursor = documents.find(gt("pending", 0)).batchSize(10).cursor()) {
                while (cursor.hasNext()) {
                    var id = cursor.next().get("_id");
                    seen.add(id);
                    documents.updateOne(eq("_id", id), set("pending", List.of()));
                }
            }
            assertThat(seen).hasSize(MANY).doesNotHaveDuplicates();
            assertThat(documents.countDocuments(gt("pending", 0))).isZero();
        });
    }

    @Test
    void fillsAnIndexOnceThatComesLater() {
        inStore(client -> client.getDatabase("focusforge")
                .getCollection("documents")
                .insertMany(List.of(new Document("_id", "a").append("until", 1), new Document("_id", "b"))));
        for (var times = 0; times < 2; times++) {
            inStore(client -> {
                var documents = client.getDatabase("focusforge").getCollection("documents");
                documents.createIndexes(INDEXES);
                assertThat(ids(documents, lte("until", 1), null, 0)).containsExactly("a");
            });
        }
        inStore(client -> {
            var documents = client.getDatabase("focusforge").getCollection("documents");
            documents.dropIndex("until_1");
            documents.insertOne(new Document("_id", "c").append("until", 1));
            documents.createIndexes(INDEXES);
            assertThat(ids(documents, lte("until", 1), null, 0)).containsExactly("a", "c");
        });
    }

    private static MongoCollection<Document> numbered(MongoClient client) {
        var documents = client.getDatabase("focusforge").getCollection("documents");
        documents.createIndexes(INDEXES);
        documents.insertMany(IntStream.range(0, MANY)
                .mapToObj(i -> new Document("_id", "d" + i)
                        .append("tenant", "t")
                        .append("user", "u")
                        .append("number", i)
                        .append("text", "text " + i)
                        .append("pending", List.of(1, 2)))
                .toList());
        return documents;
    }

    private void inStore(Consumer<MongoClient> work) {
        try (var server = MongoProtocolServer.start(new ServersOptions(directory, true, Optional.empty()));
                var client = MongoClients.create("mongodb://127.0.0.1:" + server.port())) {
            work.accept(client);
        }
    }
}

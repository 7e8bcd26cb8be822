package io.focusforge.memory.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of memories that say the same, or the contrary. */
@QuarkusTest
@OnRealServers
class ReconcilerTest {
    private final Client client = Client.fresh();

    @Test
    void mergesWhatSaysTheSameAndKeepsBoth() {
        var first = client.remember(
                "{\"text\": \"Ships on Friday.\", \"tags\": [\"a\"], \"metadata\": {\"x\": 1}, \"importance\": 0.2}",
                201);
        var again = add(
                "{\"text\": \" ships  on FRIDAY\", \"tags\": [\"b\"], \"metadata\": {\"y\": 2}, \"importance\": 0.9}");
        again.statusCode(200)
                .header("Location", equalTo("/api/v1/memories/" + first))
                .body("id", equalTo(first))
                .body("text", equalTo("Ships on Friday."))
                .body("tags", contains("a", "b"))
                .body("metadata.x", equalTo(1))
                .body("metadata.y", equalTo(2))
                .body("importance", equalTo(0.9f))
                .body("evidence", hasSize(1));
        client.list("").body("items.id", contains(first));
        var given = again.extract().<String>path("evidence[0]");
        client.get(given)
                .body("state", equalTo("MERGED"))
                .body("supersededBy", equalTo(first))
                .body("text", equalTo(" ships  on FRIDAY"));
        client.list("?state=MERGED").body("items.id", contains(given));
    }

    @Test
    void endsInOneMemoryWhenManyAddTheSameAtOnce() throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        return add("{\"text\": \"Everybody says this\"}")
                                .extract()
                                .statusCode();
                    }))
                    .toList();
            start.countDown();
            var created = 0;
            for (var answer : answers) {
                created += answer.get() == 201 ? 1 : 0;
            }
            assertThat(created).isEqualTo(1);
        }
        client.list("").body("items", hasSize(1)).body("items[0].evidence", hasSize(15));
        client.list("?state=MERGED").body("items", hasSize(15));
    }

    @Test
    void countsWhatIsSaidOverAndOverOnlyForAWhile() {
        IntStream.range(0, 70).forEach(i -> add("{\"text\": \"Over and over\"}"));
        client.list("")
                .body("items", hasSize(1))
                .body("items[0].evidence", hasSize(64))
                .body("items[0].revision", equalTo(65));
        client.list("/count?state=MERGED").body("count", equalTo(64));
    }

    @Test
    void keepsApartWhatIsNotTheSame() {
        client.remember("I like C");
        client.remember("I like C++");
        client.remember("{\"text\": \"Same\", \"namespace\": \"one\"}", 201);
        client.remember("{\"text\": \"Same\", \"namespace\": \"two\"}", 201);
        client.remember("{\"text\": \"Same\", \"subject\": {\"agent\": \"a\"}}", 201);
        client.remember("{\"text\": \"Same\", \"session\": \"s\"}", 201);
        client.remember("{\"text\": \"Same\", \"type\": \"PROCEDURAL\"}", 201);
        client.remember("{\"text\": \"Same\", \"validTo\": \"2999-01-01T00:00:00Z\"}", 201);
        client.remember("{\"text\": \"Same\", \"type\": \"EPISODIC\"}", 201);
        client.remember("{\"text\": \"Same\", \"type\": \"EPISODIC\"}", 201);
        client.remember("{\"text\": \"Same\", \"onDuplicate\": \"keep\"}", 201);
        client.remember("{\"text\": \"Same\", \"onDuplicate\": \"keep\"}", 201);
        client.colleague().remember("I like C");
        client.list("").body("items", hasSize(12));
        add("{\"text\": \"x\", \"onDuplicate\": \"drop\"}").statusCode(400);
    }

    @Test
    void supersedesTheContraryAndLinksBothWays() {
        var old = client.remember("I live in Berlin.");
        var now = client.remember("I moved to Paris");
        client.list("").body("items.id", contains(now)).body("items[0].supersedes", contains(old));
        client.get(old)
                .body("state", equalTo("SUPERSEDED"))
                .body("supersededBy", equalTo(now))
                .body("text", equalTo("I live in Berlin."));
        client.list("?state=SUPERSEDED").body("items.id", contains(old));
        client.request()
                .get(Client.MEMORIES + "/" + old + "/history")
                .then()
                .body("items.action", contains("SUPERSEDED", "CREATED"));
        client.request()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body("{\"text\": \"I live in Rome\"}")
                .put(Client.MEMORIES + "/" + old)
                .then()
                .statusCode(409);
    }

    @Test
    void letsTheOldComeBack() {
        client.remember("I live in Berlin");
        client.remember("I live in Paris");
        var back = client.remember("I live in Berlin");
        client.list("").body("items.id", contains(back)).body("items[0].text", equalTo("I live in Berlin"));
        add("{\"text\": \"I now live in Berlin\"}").statusCode(200).body("id", equalTo(back));
    }

    @Test
    void leavesBothWhenAskedTo() {
        client.remember("{\"text\": \"I live in Berlin\", \"onDuplicate\": \"keep\"}", 201);
        client.remember("{\"text\": \"I live in Paris\", \"onDuplicate\": \"keep\"}", 201);
        client.list("").body("items.text", containsInAnyOrder("I live in Berlin", "I live in Paris"));
    }

    @Test
    void remembersAgainWhatWasForgottenOrChanged() {
        var first = client.remember("Water the plants");
        client.delete(first).statusCode(204);
        var second = client.remember("Water the plants");
        client.request()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body("{\"text\": \"Water the trees\"}")
                .put(Client.MEMORIES + "/" + second)
                .then()
                .statusCode(200);
        client.remember("Water the plants");
        add("{\"text\": \"Water the trees\"}").statusCode(200).body("id", equalTo(second));
        client.list("").body("items", hasSize(2));
    }

    @Test
    void forgetsWithAMemoryWhatWasMergedIntoIt() {
        var first = client.remember("A secret");
        var given = add("{\"text\": \"A secret!\"}").extract().<String>path("evidence[0]");
        client.delete(first).statusCode(204);
        client.get(given).statusCode(404);
    }

    @Test
    void answersTheSameUnderAKeyThatWasMerged() {
        var first = client.remember("Known already");
        var body = "{\"text\": \"Known already.\"}";
        keyed("k", body)
                .statusCode(200)
                .header("Idempotency-Replayed", nullValue())
                .body("id", equalTo(first));
        keyed("k", body)
                .statusCode(200)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("id", equalTo(first));
        keyed("k", "{\"text\": \"Another\"}").statusCode(422);
        client.list("").body("items[0].evidence", hasSize(1)).body("items", hasSize(1));
    }

    private ValidatableResponse add(String body) {
        return client.post(Client.MEMORIES, body);
    }

    private ValidatableResponse keyed(String key, String body) {
        return client.request()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post(Client.MEMORIES)
                .then();
    }
}

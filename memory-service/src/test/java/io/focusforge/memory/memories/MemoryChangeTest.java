package io.focusforge.memory.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.memory.expiry.Sweeper;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a memory after it was made: changes, their history, its validity, its namespace. */
@QuarkusTest
@OnRealServers
class MemoryChangeTest {
    private final Client client = Client.fresh();

    @Inject
    MovableClock clock;

    @Inject
    Sweeper sweeper;

    @Inject
    TestMemories memories;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void changesAllOfAMemoryThatIsAsItWasRead() {
        var id = client.remember("{\"text\": \"Numbers on Thursday\", \"tags\": [\"a\"], \"session\": \"s\"}", 201);
        var tag = client.get(id).extract().header("ETag");
        put(id, tag, "{\"text\": \"Numbers on Friday\", \"importance\": 1}")
                .statusCode(200)
                .header("ETag", equalTo("\"2\""))
                .body("text", equalTo("Numbers on Friday"))
                .body("tags", hasSize(0))
                .body("session", nullValue())
                .body("revision", equalTo(2));
        client.get(id).body("text", equalTo("Numbers on Friday"));
        put(id, tag, "{\"text\": \"Numbers on Monday\"}").statusCode(412).body("code", equalTo("version_conflict"));
        put(id, null, "{\"text\": \"x\"}").statusCode(428).body("code", equalTo("precondition_required"));
        put(id, "\"2\"", "{\"text\": \" \"}").statusCode(400);
        put(id, "\"2\"", "{\"text\": \"x\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
                .statusCode(400);
        client.get(id).body("text", equalTo("Numbers on Friday")).body("revision", equalTo(2));
        put(client.colleague(), id, "*", "{\"text\": \"x\"}").statusCode(404);
        put(UUID.randomUUID().toString(), "*", "{\"text\": \"x\"}").statusCode(404);
    }

    @Test
    void letsOneOfManyWriteThatHaveReadTheSame() {
        var id = client.remember("Read by many");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> put(id, "\"1\"", "{\"text\": \"Written by " + i + "\"}")
                            .extract()
                            .statusCode()))
                    .toList();
            assertThat(answers.stream().map(MemoryChangeTest::get)).containsOnlyOnce(200);
        }
        client.get(id).body("revision", equalTo(2));
        history(id, "").body("items", hasSize(2));
    }

    @Test
    void tellsEachChangeWithWhatWasBefore() {
        var id = client.remember("First");
        put(id, "\"1\"", "{\"text\": \"Second\"}");
        put(id, "\"2\"", "{\"text\": \"Third\", \"tags\": [\"t\"]}");
        history(id, "")
                .statusCode(200)
                .body("items.revision", contains(3, 2, 1))
                .body("items.action", contains("UPDATED", "UPDATED", "CREATED"))
                .body("items.after.text", contains("Third", "Second", "First"))
                .body("items[0].before.text", equalTo("Second"))
                .body("items[0].before.tags", hasSize(0))
                .body("items[0].actor", equalTo(client.user().toString()))
                .body("items[2].before", nullValue());
        var texts = new ArrayList<String>();
        var cursor = "";
        do {
            var page = history(id, "?limit=1" + cursor).extract().jsonPath();
            texts.add(page.getString("items[0].before.text"));
            cursor = page.getString("nextCursor") == null ? null : "&cursor=" + page.getString("nextCursor");
        } while (cursor != null);
        assertThat(texts).containsExactly("Second", "First", null);
        history(id, "?cursor=abc").statusCode(400).body("code", equalTo("invalid_cursor"));
        history(client.colleague(), id, "").statusCode(404);
    }

    @Test
    void forgetsTheHistoryWithTheMemory() {
        var id = client.remember("A secret");
        put(id, "\"1\"", "{\"text\": \"Nothing\"}");
        client.delete(id).statusCode(204);
        history(id, "").statusCode(404);
        assertThat(memories.archived(client.tenant())).isZero();
        assertThat(memories.facts(client.tenant())).isZero();
    }

    @Test
    void deletesOnlyWhatIsAsItWasRead() {
        var id = client.remember("Once");
        put(id, "\"1\"", "{\"text\": \"Twice\"}");
        client.request()
                .header("If-Match", "\"1\"")
                .delete(Client.MEMORIES + "/" + id)
                .then()
                .statusCode(412);
        client.get(id).statusCode(200);
    }

    @Test
    void hidesWhatIsNotTrueNowUnlessAskedForAnotherTime() {
        var now = Instant.now();
        var body = "{\"text\": \"In Rome\", \"validFrom\": \"%s\", \"validTo\": \"%s\"}";
        var id = client.remember(body.formatted(now.plusSeconds(3600), now.plusSeconds(7200)), 201);
        client.list("").body("items", hasSize(0));
        client.list("?at=" + now.plusSeconds(5000)).body("items.id", contains(id));
        client.list("/count?at=" + now.plusSeconds(5000)).body("count", equalTo(1));
        client.get(id).statusCode(200);
        clock.moveBy(Duration.ofSeconds(4000));
        client.list("").body("items.id", contains(id));
        clock.moveBy(Duration.ofSeconds(4000));
        client.list("").body("items", hasSize(0));
        client.post(Client.MEMORIES, body.formatted(now, now))
                .statusCode(400)
                .body("violations[0].field", equalTo("validTo"));
        client.list("?at=soon").statusCode(400);
    }

    @Test
    void listsAndCountsByPlace() {
        client.remember(
                "{\"text\": \"one\", \"namespace\": \"work\", \"subject\": {\"agent\": \"a1\", \"run\": \"r1\"}}", 201);
        client.remember("{\"text\": \"two\", \"namespace\": \"work\", \"subject\": {\"agent\": \"a2\"}}", 201);
        client.remember("{\"text\": \"three\", \"type\": \"SHORT_TERM\", \"session\": \"s1\"}", 201);
        client.list("?namespace=work").body("items.text", contains("two", "one"));
        client.list("?namespace=default").body("items.text", contains("three"));
        client.list("?agent=a1").body("items.text", contains("one")).body("items[0].subject.run", equalTo("r1"));
        client.list("?run=r1").body("items.text", contains("one"));
        client.list("?session=s1").body("items.text", contains("three"));
        client.list("/count").body("count", equalTo(3));
        client.list("/count?namespace=work&agent=a2").body("count", equalTo(1));
        client.list("/count?state=FOREVER").statusCode(400);
        client.colleague().list("/count").body("count", equalTo(0));
        var cursor = client.list("?limit=1").extract().<String>path("nextCursor");
        client.list("?limit=1&namespace=work&cursor=" + cursor).statusCode(400).body("code", equalTo("invalid_cursor"));
        client.post(Client.MEMORIES, "{\"text\": \"x\", \"namespace\": \"a/b\"}")
                .statusCode(400);
    }

    @Test
    void removesANamespaceAndNothingElse() {
        IntStream.range(0, 3)
                .forEach(i -> client.remember("{\"text\": \"w%d\", \"namespace\": \"work\"}".formatted(i), 201));
        client.remember("Stays");
        client.list("/namespaces")
                .body("items.namespace", contains("default", "work"))
                .body("items.count", contains(1, 3));
        var first = client.list("/namespaces?limit=1").extract().jsonPath();
        client.list("/namespaces?limit=1&cursor=" + first.getString("nextCursor"))
                .body("items.namespace", contains("work"))
                .body("nextCursor", nullValue());
        var removal =
                client.request().delete(Client.MEMORIES + "/namespaces/work").then();
        removal.statusCode(204);
        client.list("").body("items.text", contains("Stays"));
        client.request().delete(Client.MEMORIES + "/namespaces/work").then().statusCode(404);
        client.list("/namespaces").body("items.namespace", contains("default"));
    }

    @Test
    void goesOnInTheBackgroundWithALargeNamespaceAndSparesWhatCameLater() {
        var owner = new Owner(client.tenant(), client.user());
        memories.storeSettled(IntStream.range(0, 620)
                .mapToObj(i -> TestMemories.memory(owner, "bulk", "Bulk " + i))
                .toList());
        client.request().delete(Client.MEMORIES + "/namespaces/bulk").then().statusCode(202);
        client.remember("{\"text\": \"Later\", \"namespace\": \"bulk\"}", 201);
        client.list("/count?namespace=bulk").body("count", equalTo(121));
        sweeper.sweep();
        client.list("?namespace=bulk").body("items.text", contains("Later"));
        sweeper.sweep();
        client.list("?namespace=bulk").body("items.text", contains("Later"));
    }

    @Test
    void readsADocumentOfAnEarlierRelease() {
        var owner = new Owner(client.tenant(), client.user());
        var id = memories.storeAsBefore(owner, "From before");
        client.get(id.toString())
                .statusCode(200)
                .body("namespace", equalTo("default"))
                .body("state", equalTo("ACTIVE"))
                .body("accessCount", equalTo(0));
        client.list("?namespace=default").body("items.text", contains("From before"));
        client.list("/namespaces").body("items.namespace", contains("default"));
        put(id.toString(), "\"1\"", "{\"text\": \"From now\"}").statusCode(200);
        history(id.toString(), "").body("items.action", contains("UPDATED", "CREATED"));
    }

    private ValidatableResponse put(String id, String tag, String body) {
        return put(client, id, tag, body);
    }

    private static ValidatableResponse put(Client client, String id, String tag, String body) {
        var request = client.request().contentType(ContentType.JSON).body(body);
        return (tag == null ? request : request.header("If-Match", tag))
                .put(Client.MEMORIES + "/" + id)
                .then();
    }

    private ValidatableResponse history(String id, String query) {
        return history(client, id, query);
    }

    private static ValidatableResponse history(Client client, String id, String query) {
        return client.request()
                .get(Client.MEMORIES + "/" + id + "/history" + query)
                .then();
    }

    private static int get(Future<Integer> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

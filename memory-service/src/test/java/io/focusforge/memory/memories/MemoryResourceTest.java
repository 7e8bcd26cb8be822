package io.focusforge.memory.memories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

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
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class MemoryResourceTest {
    private final Client client = Client.fresh();

    @Inject
    MovableClock clock;

    @Test
    void remembersAndShowsAtOnce() {
        var answer = client.post(Client.MEMORIES, """
                {"text": "Finance sends numbers on Thursday", "type": "EPISODIC", "importance": 0.8,
                 "metadata": {"task": "a.b$c", "hours": 2, "done": true, "share": 0.5}, "tags": ["work", "q3", "work"]}""");
        var id = answer.statusCode(201).extract().<String>path("id");
        answer.header("Location", equalTo("/api/v1/memories/" + id)).header("Idempotency-Replayed", nullValue());
        client.get(id)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("text", equalTo("Finance sends numbers on Thursday"))
                .body("type", equalTo("EPISODIC"))
                .body("importance", equalTo(0.8f))
                .body("metadata.task", equalTo("a.b$c"))
                .body("metadata.hours", equalTo(2))
                .body("metadata.done", equalTo(true))
                .body("metadata.share", equalTo(0.5f))
                .body("tags", contains("work", "q3"))
                .body("userId", equalTo(client.user().toString()))
                .body("createdAt", notNullValue())
                .body("expiresAt", nullValue());
    }

    @Test
    void fillsInWhatIsLeftOut() {
        client.get(client.remember("Only text"))
                .body("type", equalTo("LONG_TERM"))
                .body("importance", equalTo(0.5f))
                .body("tags", hasSize(0))
                .body("metadata.size()", equalTo(0));
    }

    @Test
    void shortTermMemoriesEndAfterADay() {
        var id = client.remember("{\"text\": \"Parked on level 3\", \"type\": \"SHORT_TERM\"}", 201);
        var memory = client.get(id).extract().jsonPath();
        assertThat(Duration.between(
                        Instant.parse(memory.getString("createdAt")), Instant.parse(memory.getString("expiresAt"))))
                .isEqualTo(Duration.ofHours(24));
        clock.moveBy(Duration.ofHours(25));
        assertRefused(client.get(id), 404, "not_found");
        client.list("").body("items", hasSize(0));
        assertRefused(client.delete(id), 404, "not_found");
    }

    @Test
    void takesTheLongestText() {
        var text = "x".repeat(NewMemory.MAX_TEXT);
        client.get(client.remember(text)).body("text", equalTo(text));
    }

    @Test
    void forgets() {
        var id = client.remember("To be forgotten");
        client.delete(id).statusCode(204);
        assertRefused(client.get(id), 404, "not_found");
        assertRefused(client.delete(id), 404, "not_found");
        client.list("").body("items", hasSize(0));
    }

    @Test
    void listsNewestFirstInPagesThatNewOnesDoNotShift() {
        var ids = IntStream.range(0, 5)
                .mapToObj(i -> keyed("key-" + i, "{\"text\": \"Memory " + i + "\"}")
                        .extract()
                        .<String>path("id"))
                .toList();
        var first = client.list("?limit=2").statusCode(200).extract().jsonPath();
        client.remember("A newer one");
        var seen = new ArrayList<String>(first.getList("items.id"));
        var cursor = first.getString("nextCursor");
        while (cursor != null) {
            var page = client.list("?limit=2&cursor=" + cursor).extract().jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("nextCursor");
        }
        assertThat(seen).containsExactlyElementsOf(ids.reversed());
    }

    @Test
    void listsByTypeAndTag() {
        client.remember("{\"text\": \"one\", \"type\": \"PROCEDURAL\", \"tags\": [\"a\", \"b\"]}", 201);
        client.remember("{\"text\": \"two\", \"type\": \"PROCEDURAL\", \"tags\": [\"b\"]}", 201);
        client.remember("{\"text\": \"three\", \"tags\": [\"a\"]}", 201);
        client.list("?type=PROCEDURAL").body("items.text", contains("two", "one"));
        client.list("?tag=a").body("items.text", contains("three", "one"));
        client.list("?type=PROCEDURAL&tag=a").body("items.text", contains("one"));
    }

    @Test
    void answersTheSameRequestUnderTheSameKeyAgain() {
        var body = "{\"text\": \"Once\", \"metadata\": {\"a\": 1, \"b\": 2}, \"type\": \"SHORT_TERM\"}";
        var first = keyed("key", body).statusCode(201).header("Idempotency-Replayed", nullValue());
        var again = keyed("key", "{\"metadata\": {\"b\": 2, \"a\": 1}, \"type\": \"SHORT_TERM\", \"text\": \"Once\"}");
        again.statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .header("Location", equalTo(first.extract().header("Location")));
        assertThat(again.extract().asString()).isEqualTo(first.extract().asString());
        client.list("").body("items", hasSize(1));
    }

    @Test
    void answersAgainEvenWhenTheMemoryWasForgotten() {
        var first = keyed("key", "{\"text\": \"Once\"}");
        client.delete(first.extract().path("id")).statusCode(204);
        var again =
                keyed("key", "{\"text\": \"Once\"}").statusCode(201).header("Idempotency-Replayed", equalTo("true"));
        assertThat(again.extract().asString()).isEqualTo(first.extract().asString());
        client.list("").body("items", hasSize(0));
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        keyed("key", "{\"text\": \"Once\"}");
        assertRefused(keyed("key", "{\"text\": \"Twice\"}"), 422, "idempotency_key_reused");
        client.list("").body("items.text", contains("Once"));
    }

    @Test
    void keysOfOthersAreOtherKeys() {
        var colleague = client.colleague();
        var mine = keyed("key", "{\"text\": \"Mine\"}").extract().<String>path("id");
        var theirs = keyed(colleague, "key", "{\"text\": \"Theirs\"}")
                .statusCode(201)
                .extract()
                .<String>path("id");
        assertThat(theirs).isNotEqualTo(mine);
    }

    @Test
    void refusesAKeyThatIsNotOne() {
        assertRefused(keyed("two words", "{\"text\": \"x\"}"), 400, "invalid_idempotency_key");
        assertNothingStored();
    }

    @Test
    void hidesWhatBelongsToAnotherUserOrTenant() {
        var id = client.remember("Mine alone");
        for (var other : List.of(client.colleague(), Client.fresh(), new Client(UUID.randomUUID(), client.user()))) {
            assertRefused(other.get(id), 404, "not_found");
            assertRefused(other.delete(id), 404, "not_found");
            other.list("").body("items", hasSize(0));
        }
        client.get(id).statusCode(200);
    }

    private ValidatableResponse keyed(String key, String body) {
        return keyed(client, key, body);
    }

    private static ValidatableResponse keyed(Client client, String key, String body) {
        return client.request()
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post(Client.MEMORIES)
                .then();
    }

    private static ValidatableResponse assertRefused(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", notNullValue());
    }

    private void assertNothingStored() {
        client.list("").statusCode(200).body("items", hasSize(0));
    }
}

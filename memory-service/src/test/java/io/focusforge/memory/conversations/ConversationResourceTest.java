package io.focusforge.memory.conversations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ConversationResourceTest {
    private final Client client = Client.fresh();

    @Inject
    MovableClock clock;

    @Inject
    ConversationSweeper sweeper;

    @Inject
    ConversationStore store;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void beginsAndShowsWhatWasSaid() {
        var answer = client.post(Talk.PATH, "{\"title\": \"Trip\", \"metadata\": {\"a.b$c\": 1}}")
                .statusCode(201);
        var talk = new Talk(client, answer.extract().path("id"));
        answer.header("Location", equalTo(talk.path("")));
        talk.say("user", "Where to?");
        talk.get("")
                .statusCode(200)
                .body("title", equalTo("Trip"))
                .body("metadata.'a.b$c'", equalTo(1))
                .body("lastSeq", equalTo(1))
                .body("summary", nullValue());
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        var first = Talk.of(client).id();
        var second = Talk.of(client).id();
        var third = Talk.of(client).id();
        var page = list("?limit=2").body("items.id", contains(third, second));
        var cursor = page.extract().<String>path("nextCursor");
        Talk.of(client);
        list("?limit=2&cursor=" + cursor).body("items.id", contains(first)).body("nextCursor", nullValue());
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        var talk = Talk.of(client);
        Talk.of(client);
        var cursor = list("?limit=1").extract().<String>path("nextCursor");
        assertRefused(talk.get("/messages?cursor=" + cursor), 400, "invalid_cursor");
        assertRefused(list("?cursor=abc"), 400, "invalid_cursor");
        assertRefused(
                client.colleague()
                        .request()
                        .get(Talk.PATH + "?cursor=" + cursor)
                        .then(),
                400,
                "invalid_cursor");
    }

    @Test
    void beginsOnceUnderAKey() {
        var first = begin("k", "{\"title\": \"a\"}").statusCode(201).header("Idempotency-Replayed", nullValue());
        var id = first.extract().<String>path("id");
        begin("k", "{\"title\": \"a\"}")
                .statusCode(201)
                .header("Idempotency-Replayed", equalTo("true"))
                .body("id", equalTo(id))
                .body("title", equalTo("a"));
        assertRefused(begin("k", "{\"title\": \"b\"}"), 422, "idempotency_key_reused");
        list("").body("items", hasSize(1));
    }

    @Test
    void isNothingToAnybodyElse() {
        var talk = Talk.of(client);
        var message = talk.say("user", "secret");
        for (var other : new Client[] {client.colleague(), Client.fresh()}) {
            var seen = talk.seenBy(other);
            assertRefused(seen.get(""), 404, "not_found");
            assertRefused(seen.get("/messages"), 404, "not_found");
            assertRefused(seen.get("/messages/" + message), 404, "not_found");
            assertRefused(seen.get("/context"), 404, "not_found");
            assertRefused(seen.delete(), 404, "not_found");
            assertRefused(seen.post("/messages", "{\"role\": \"user\", \"content\": \"x\"}"), 404, "not_found");
            assertRefused(seen.put("/summary", "{\"text\": \"x\", \"upTo\": 1}"), 404, "not_found");
            assertRefused(seen.put("/title", "{\"title\": \"x\"}"), 404, "not_found");
        }
        talk.get("").body("lastSeq", equalTo(1));
        assertRefused(new Talk(client, UUID.randomUUID().toString()).get("/messages"), 404, "not_found");
        assertRefused(new Talk(client, "42").get(""), 404, "not_found");
    }

    @Test
    void deletesAllOfAConversation() {
        var talk = Talk.of(client);
        talk.say("user", "To be forgotten");
        talk.delete().statusCode(204);
        assertRefused(talk.get(""), 404, "not_found");
        assertRefused(talk.get("/messages"), 404, "not_found");
        assertRefused(talk.delete(), 404, "not_found");
        list("").body("items", hasSize(0));
        clock.moveBy(Duration.ofMinutes(11));
        sweeper.sweep();
        assertThat(store.find(ConversationKey.of(new Owner(client.tenant(), client.user()), talk.id())))
                .isEmpty();
    }

    @Test
    void keepsTheSummaryThatCoversMost() {
        var talk = Talk.of(client);
        talk.say("user", "one");
        talk.say("assistant", "two");
        assertRefused(talk.put("/summary", "{\"text\": \"all\", \"upTo\": 3}"), 400, "invalid_request");
        talk.put("/summary", "{\"text\": \"both\", \"upTo\": 2}")
                .statusCode(200)
                .body("summary.text", equalTo("both"))
                .body("summary.upTo", equalTo(2));
        assertRefused(talk.put("/summary", "{\"text\": \"late\", \"upTo\": 1}"), 409, "conflict");
        talk.get("").body("summary.text", equalTo("both"));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertRefused(client.post(Talk.PATH, "{\"title\": \"\"}"), 400, "invalid_request");
        assertRefused(client.post(Talk.PATH, "{\"titel\": \"x\"}"), 400, "unknown_field");
        assertRefused(client.post(Talk.PATH, "{\"metadata\": {\"a\": []}}"), 400, "invalid_request");
        list("").body("items", hasSize(0));
    }

    private ValidatableResponse begin(String key, String body) {
        return client.request()
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post(Talk.PATH)
                .then();
    }

    private ValidatableResponse list(String query) {
        return client.request().get(Talk.PATH + query).then();
    }

    private static void assertRefused(ValidatableResponse answer, int status, String code) {
        answer.statusCode(status).body("code", equalTo(code));
    }
}

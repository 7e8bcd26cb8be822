package io.focusforge.memory.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.memory.testing.AiMode;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What is taken in, as it is and with what it says. */
@QuarkusTest
@OnRealServers
class LearningTest {
    private static final String TALK = """
            {"messages": [
              {"role": "system", "content": "I like to be helpful."},
              {"role": "user", "content": "Hi! My name is Ada and I live in London. What is the weather like?"},
              {"role": "assistant", "content": "I love that you ask. You live in Rome."},
              {"role": "user", "content": "Well, I really love green tea. I'm going to visit Oslo next week."}]%s}""";
    private static final String FACT =
            "{\"text\": \"%s\", \"kind\": \"fact\", \"importance\": 0.7, \"message\": %d, \"subject\": \"%s\", \"attribute\": \"%s\","
                    + " \"value\": \"%s\"}";

    private final Client client = Client.fresh();

    @ConfigProperty(name = "focusforge.services.ai.url")
    String ai;

    @Test
    void readsByRuleWhenThereIsNoModelAndSaysSo() {
        var answer = add(TALK.formatted(", \"tags\": [\"talk\"]"))
                .statusCode(200)
                .body("degraded", equalTo(true))
                .body("model", equalTo("focusforge-rules"))
                .body("merged", hasSize(0))
                .body("superseded", hasSize(0));
        answer.body(
                        "added.text",
                        contains(
                                "My name is Ada",
                                "I live in London.",
                                "I really love green tea.",
                                "I'm going to visit Oslo next week."))
                .body("added.metadata.kind", contains("name", "fact", "preference", "plan"))
                .body("added.tags", everyItem(contains("talk")));
        client.list("").body("items", hasSize(4));
    }

    @Test
    void keepsTheMessageThatAFactComesFrom() {
        var added = add(TALK.formatted("")).extract().jsonPath();
        var evidence = added.<List<String>>getList("added.evidence").stream()
                .map(List::getFirst)
                .toList();
        assertThat(evidence.get(0)).isEqualTo(evidence.get(1)).isNotEqualTo(evidence.get(2));
        client.get(evidence.get(0))
                .body("state", equalTo("MERGED"))
                .body("text", containsString("What is the weather like?"))
                .body("metadata.role", equalTo("user"));
        client.delete(added.getString("added[0].id")).statusCode(204);
        client.get(evidence.get(0)).statusCode(404);
    }

    @Test
    void listsWhatWasMergedAndSuperseded() {
        var old = client.remember("I live in Berlin");
        var tea = client.remember("I really love green tea");
        add(TALK.formatted(""))
                .body("added.text", not(hasItems("I really love green tea.")))
                .body("merged.into.id", contains(tea))
                .body("superseded.id", contains(old))
                .body("superseded.state", contains("SUPERSEDED"));
        client.list("").body("items.text", not(hasItems("I live in Berlin")));
        client.get(tea).body("evidence", hasSize(2));
    }

    @Test
    void mergesWhatSaysTheSameInOtherWords() {
        var first = client.remember("I have a very old car");
        await().until(() ->
                client.search("very old car").extract().<List<?>>path("items").size() == 1);
        add("{\"text\": \"I have the old car\", \"infer\": true}")
                .body("added", hasSize(0))
                .body("merged.into.id", contains(first));
        add("{\"text\": \"I have a very new car\", \"infer\": true}").body("added", hasSize(1));
    }

    @Test
    void hasAModelReadWhereThereIsOne() {
        client.remember("I live in Berlin");
        var home = FACT.formatted("Ada lives in London", 1, "user", "residence", "London");
        try (var _ = AiMode.chat(ai, "{\"facts\": [" + home + "]}")) {
            add(TALK.formatted(""))
                    .body("degraded", equalTo(false))
                    .body("model", equalTo("small"))
                    .body("added.text", contains("Ada lives in London"))
                    .body("added.importance", contains(0.7f))
                    .body("superseded.text", contains("I live in Berlin"));
            assertThat(AiMode.chatRequest(ai)).contains("What is the weather like?", "json_schema");
        }
    }

    @Test
    void believesNoAnswerThatDoesNotFit() {
        var elsewhere = FACT.formatted("Of a message that there is not", 7, "", "", "");
        for (var answer :
                List.of("Sure!", "{\"facts\": 5}", "{\"facts\": [" + elsewhere + "]}", "{\"facts\": [null]}")) {
            try (var _ = AiMode.chat(ai, answer)) {
                add("{\"text\": \"I live in London\", \"infer\": true}")
                        .statusCode(200)
                        .body("degraded", equalTo(true));
            }
        }
        client.list("").body("items.text", contains("I live in London"));
    }

    @Test
    void asksNoModelForWhatIsStoredAsItIs() {
        try (var _ = AiMode.chat(ai, "{\"facts\": []}")) {
            client.remember("I live in London");
            add(TALK.formatted(", \"infer\": false"))
                    .statusCode(200)
                    .body("added.text", hasSize(4))
                    .body("added.metadata.role", contains("system", "user", "assistant", "user"))
                    .body("degraded", nullValue())
                    .body("model", nullValue());
            assertThat(AiMode.chatRequest(ai)).isEqualTo("\"\"");
        }
    }

    @Test
    void learnsOnceUnderAKey() {
        var first = keyed("k", TALK.formatted("")).statusCode(200).header("Idempotency-Replayed", nullValue());
        var again = keyed("k", TALK.formatted("")).statusCode(200).header("Idempotency-Replayed", equalTo("true"));
        assertThat(again.extract().asString()).isEqualTo(first.extract().asString());
        client.list("").body("items", hasSize(4));
        keyed("k", TALK.formatted(", \"tags\": [\"x\"]"))
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
        keyed("v", TALK.formatted(", \"infer\": false")).header("Idempotency-Replayed", nullValue());
        keyed("v", TALK.formatted(", \"infer\": false")).header("Idempotency-Replayed", equalTo("true"));
        client.delete(first.extract().path("added[0].id")).statusCode(204);
        keyed("k", TALK.formatted("")).body("added", hasSize(3));
    }

    @Test
    void asksASecondToWaitWhileTheFirstIsOnItsWay() throws Exception {
        var body = "{\"text\": \"I play the bassoon\", \"infer\": true}";
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> first;
            try (var _ = AiMode.set(ai, "hang")) {
                first = threads.submit(() -> keyed("k", body).extract().statusCode());
                await().until(() -> AiMode.chatRequest(ai).contains("bassoon"));
                keyed("k", body)
                        .statusCode(409)
                        .body("code", equalTo("idempotency_in_progress"))
                        .header("Retry-After", equalTo("1"));
            }
            assertThat(first.get()).isEqualTo(200);
        }
        keyed("k", body).statusCode(200).header("Idempotency-Replayed", equalTo("true"));
    }

    @Test
    void findsNothingWhereNothingIsSaid() {
        add("{\"text\": \"What time is it? Thanks!\", \"infer\": true}")
                .statusCode(200)
                .body("added", hasSize(0));
        client.list("?state=MERGED").body("items", hasSize(0));
    }

    @Test
    void refusesWhatItCannotTakeAndKeepsNothing() {
        var one = "{\"role\": \"user\", \"content\": \"I live in London\"}";
        refused("{}", "text");
        refused("{\"text\": \"x\", \"messages\": [" + one + "]}", "text");
        refused("{\"messages\": []}", "messages");
        refused("{\"messages\": [null]}", "messages");
        refused("{\"messages\": [{\"role\": \"user\", \"content\": \" \"}]}", "messages");
        refused("{\"messages\": [{\"role\": \"king\", \"content\": \"x\"}]}", "messages");
        refused("{\"messages\": [" + (one + ",").repeat(100) + one + "]}", "messages");
        var long20k = "{\"role\": \"user\", \"content\": \"" + "x".repeat(20_400) + "\"}";
        refused("{\"messages\": [" + (long20k + ",").repeat(4) + long20k + "]}", "messages");
        refused("{\"messages\": [" + one + "], \"expiresAt\": \"2020-01-01T00:00:00Z\"}", "expiresAt");
        refused(
                "{\"messages\": [" + one
                        + "], \"validFrom\": \"2020-01-02T00:00:00Z\", \"validTo\": \"2020-01-01T00:00:00Z\"}",
                "validTo");
        refused("{\"text\": \"x\", \"infer\": \"yes\"}", "infer");
        client.list("/count").body("count", equalTo(0));
        client.list("/count?state=MERGED").body("count", equalTo(0));
    }

    private void refused(String body, String field) {
        var answer = add(body).statusCode(400);
        assertThat(answer.extract().<String>path("violations[0].field")).startsWith(field);
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

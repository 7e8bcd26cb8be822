package io.focusforge.memory.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import io.focusforge.memory.testing.AiMode;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class SearchResourceTest {
    private static final String SEARCH = Client.MEMORIES + "/search";

    private final Client client = Client.fresh();

    @Inject
    MovableClock clock;

    @ConfigProperty(name = "focusforge.services.ai.url")
    String ai;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void findsWhatWasRemembered() {
        var id = client.remember("Board deck needs numbers from finance");
        awaitFound("numbers for the board deck", id);
    }

    @Test
    void ranksWhatFitsBestFirst() {
        var worse = client.remember("Order flowers for the office");
        var best = client.remember("Prepare quarterly board deck");
        awaitFound("board deck", best);
        var answer = client.post(SEARCH, "{\"query\": \"Prepare quarterly board deck\", \"threshold\": 0}")
                .extract()
                .jsonPath();
        assertThat(answer.getList("items.memory.id")).startsWith(best);
        assertThat(answer.getDouble("items[0].score")).isBetween(0.8, 1.0);
        assertThat(answer.getBoolean("degraded")).isFalse();
        client.search("Prepare quarterly board deck").body("items.memory.id", Matchers.not(Matchers.hasItem(worse)));
    }

    @Test
    void findsOtherFormsOfAWordWhenTheMeaningSaysNothing() {
        var id = client.remember("Rehearsing presentations calms nerves");
        awaitFound("rehearsing", id);
        client.search("rehearse presentation")
                .body("items.memory.id", equalTo(List.of(id)))
                .body("items[0].score", lessThan(0.6f));
    }

    @Test
    void findsByWordsWithoutAModelAndSaysSo() {
        var id = client.remember("Projector in room Zeta is broken");
        awaitFound("projector", id);
        for (var mode : List.of("down", "limited", "hang")) {
            try (var _ = AiMode.set(ai, mode)) {
                client.search("broken projector")
                        .body("items.memory.id", equalTo(List.of(id)))
                        .body("degraded", equalTo(true));
            }
        }
    }

    @Test
    void findsATextThatTheModelRefuses() {
        var id = client.remember("Some poison that no model takes");
        awaitFound("takes", id);
    }

    @Test
    void takesAQueryOfNothingButCommonWords() {
        var id = client.remember("Call dentist");
        awaitFound("dentist", id);
        client.search("the of and").body("items", hasSize(0));
        client.search("'\\\" & | ! :* \\\\ <->").body("items", hasSize(0));
    }

    @Test
    void takesAQueryAsLongAsAMemory() {
        client.search("long word ".repeat(2_050)).body("items", hasSize(0));
    }

    @Test
    void showsNothingOfAnotherUserOrTenant() {
        var id = client.remember("Salary negotiation notes");
        awaitFound("salary negotiation", id);
        client.colleague().search("salary negotiation").body("items", hasSize(0));
        new Client(Client.fresh().tenant(), client.user())
                .search("salary negotiation")
                .body("items", hasSize(0));
    }

    @Test
    void showsNothingThatWasForgotten() {
        var id = client.remember("Surprise party on Friday");
        awaitFound("surprise party", id);
        client.delete(id).statusCode(204);
        client.search("surprise party").body("items", hasSize(0));
    }

    @Test
    void showsNothingThatHasExpired() {
        var id = client.remember("{\"text\": \"Door code today\", \"type\": \"SHORT_TERM\"}", 201);
        awaitFound("door code", id);
        clock.moveBy(Duration.ofHours(25));
        client.search("door code").body("items", hasSize(0));
    }

    @Test
    void prefersTheNewerAndTheMoreImportant() {
        var old = client.remember("{\"text\": \"Train leaves early\", \"onDuplicate\": \"keep\"}", 201);
        clock.moveBy(Duration.ofDays(60));
        var newer = client.remember("{\"text\": \"Train leaves early\", \"onDuplicate\": \"keep\"}", 201);
        var important = client.remember(
                "{\"text\": \"Train leaves early\", \"importance\": 1, \"onDuplicate\": \"keep\"}", 201);
        awaitFound("train leaves", important);
        client.search("train leaves").body("items.memory.id", equalTo(List.of(important, newer, old)));
    }

    @Test
    void keepsToLimitTypesAndThreshold() {
        client.remember("{\"text\": \"Deploy: build then roll out\", \"type\": \"PROCEDURAL\"}", 201);
        var last = client.remember("Deploy failed once");
        awaitFound("deploy failed", last);
        client.post(SEARCH, "{\"query\": \"deploy\", \"limit\": 1}").body("items", hasSize(1));
        client.post(SEARCH, "{\"query\": \"deploy\", \"types\": [\"PROCEDURAL\"]}")
                .body("items.memory.type", equalTo(List.of("PROCEDURAL")));
        client.post(SEARCH, "{\"query\": \"deploy\", \"threshold\": 0.99}").body("items", hasSize(0));
    }

    @Test
    void findsAShortTurnByTheOneBefore() {
        client.remember(turn("Shall we book the venue in Lisbon?"), 201);
        var answer = client.remember(turn("Yes, do that"), 201);
        var elsewhere = client.remember("Yes, do that");
        awaitFound("yes", elsewhere);
        var found = client.post(SEARCH, "{\"query\": \"venue Lisbon\", \"weights\": {\"meaning\": 0}}")
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(found.getList("items.memory.id")).hasSize(2).doesNotContain(elsewhere);
        assertThat(found.getString("items[1].memory.id")).isEqualTo(answer);
    }

    private static String turn(String text) {
        return "{\"text\": \"" + text + "\", \"type\": \"SHORT_TERM\", \"session\": \"lisbon\"}";
    }

    @Test
    void goesByTheWeightsOfTheCall() {
        var words = client.remember("Alpha beta");
        awaitFound("alpha", words);
        var found = client.post(
                        SEARCH,
                        "{\"query\": \"alpha beta\", \"explain\": true, \"weights\": {\"meaning\": 0, \"recency\": 0, \"importance\": 0}}")
                .statusCode(200)
                .body("degraded", equalTo(false))
                .extract()
                .jsonPath();
        assertThat(found.getDouble("items[0].score")).isEqualTo(found.getDouble("items[0].explain.words"));
        assertThat(found.getMap("items[0].explain")).doesNotContainKey("meaning");
        assertThat(found.getDouble("items[0].explain.time")).isEqualTo(1);
        client.search("alpha beta").body("items[0]", Matchers.not(Matchers.hasKey("explain")));
    }

    @Test
    void choosesWhatIsNewWhenAskedForDiversity() {
        client.remember("Alpha beta gamma");
        client.remember("Gamma beta alpha alpha");
        var other = client.remember("Alpha delta epsilon");
        awaitFound("delta", other);
        client.post(SEARCH, "{\"query\": \"alpha beta gamma\", \"limit\": 2, \"diversity\": 0.6}")
                .body("items.memory.id", Matchers.hasItem(other));
        client.post(SEARCH, "{\"query\": \"alpha beta gamma\", \"limit\": 2}")
                .body("items.memory.id", Matchers.not(Matchers.hasItem(other)));
    }

    @Test
    void embedsATextOnceThatIsSearchedForAndRemembered() {
        var text = "Plan sprint\\nWith two goals";
        client.search(text);
        awaitFound(text, client.remember(text));
        assertThat(AiMode.texts(ai).split("Plan sprint", -1)).hasSize(2);
    }

    @Test
    void refusesInvalidRequests() {
        assertRefused("{}", "invalid_request", "query");
        assertRefused("{\"query\": \" \"}", "invalid_request", "query");
        assertRefused("{\"query\": \"" + "x".repeat(20_501) + "\"}", "invalid_request", "query");
        assertRefused("{\"query\": \"x\", \"limit\": 51}", "invalid_request", "limit");
        assertRefused("{\"query\": \"x\", \"limit\": 0}", "invalid_request", "limit");
        assertRefused("{\"query\": \"x\", \"threshold\": 2}", "invalid_request", "threshold");
        assertRefused("{\"query\": \"x\", \"types\": [\"FOREVER\"]}", "invalid_type", "types");
        assertRefused("{\"query\": \"x\", \"types\": []}", "invalid_request", "types");
        assertRefused("{\"query\": \"x\", \"top\": 3}", "unknown_field", "top");
        assertRefused("{\"query\": \"x\", \"limit\": 10000}", "invalid_request", "limit");
        assertRefused("{\"query\": \"x\", \"diversity\": 1.5}", "invalid_request", "diversity");
        assertRefused("{\"query\": \"x\", \"weights\": {\"words\": -1}}", "invalid_request", "weights.words");
        assertRefused("{\"query\": \"x\", \"weights\": {\"words\": 0, \"meaning\": 0}}", "invalid_request", "weights");
        assertRefused("{\"query\": \"x\", \"weights\": {\"luck\": 1}}", "unknown_field", "weights.luck");
        assertRefused("{\"query\": \"x\", \"filter\": {\"luck\": 1}}", "invalid_request", "filter.luck");
    }

    private void awaitFound(String query, String id) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> client.search(query)
                        .extract()
                        .<List<String>>path("items.memory.id")
                        .contains(id));
    }

    private void assertRefused(String body, String code, String field) {
        ValidatableResponse answer = client.post(SEARCH, body).statusCode(400).body("code", equalTo(code));
        assertThat(answer.extract().<String>path("violations[0].field")).startsWith(field);
    }
}

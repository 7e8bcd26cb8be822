package io.focusforge.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Library;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.Talks;
import io.focusforge.orchestrator.testing.Voice;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a conversation becomes besides a line of messages: branches, a title, a summary, feedback. */
@QuarkusTest
@WithNeighbours
class BranchTest {
    private final Asker asker = Asker.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
        Library.reset();
        Voice.reset();
        Talks.away(false);
        Neighbours.model(chain -> Reply.status(500));
    }

    private static List<String> said(int prompt) {
        return Neighbours.PROMPTS.stream()
                .filter(request -> request.path("stream").asBoolean())
                .toList()
                .get(prompt)
                .path("messages")
                .findValuesAsText("content")
                .stream()
                .skip(1)
                .toList();
    }

    private String answered(Map<String, Object> body, String answer) {
        Voice.saysOnly(answer);
        var response = asker.ask(body);
        assertThat(response.statusCode()).isEqualTo(201);
        return response.jsonPath().getString("id");
    }

    private String message(int index) {
        return asker.talk().messages.get(index).path("id").asText();
    }

    @Test
    void answersTheSameQuestionAnewOnABranchOfItsOwn() {
        answered(Map.of("content", "One"), "Eins");
        var second = answered(Map.of("content", "Two"), "Zwo");
        Voice.saysOnly("Zwei");
        var again = asker.request().body(Map.of()).post(asker.path() + "/" + second + "/regenerate");
        assertThat(again.statusCode()).isEqualTo(201);
        answered(Map.of("content", "Three"), "Drei");

        assertThat(said(2)).containsExactly("One", "Eins", "Two");
        assertThat(said(3)).containsExactly("One", "Eins", "Two", "Zwei", "Three");
        assertThat(again.jsonPath().getString("question")).isEqualTo(message(2));
        assertThat(asker.talk().contents())
                .containsExactly(
                        "user: One",
                        "assistant: Eins",
                        "user: Two",
                        "assistant: Zwo",
                        "assistant: Zwei",
                        "user: Three",
                        "assistant: Drei");
    }

    @Test
    void goesOnFromAnEditedMessageTheFirstOneToo() {
        answered(Map.of("content", "One"), "Eins");
        answered(Map.of("content", "Two"), "Zwei");
        answered(Map.of("content", "Deux", "edits", message(2)), "Zwei?");
        assertThat(said(2)).containsExactly("One", "Eins", "Deux");
        answered(Map.of("content", "Un", "edits", message(0)), "Eins?");
        assertThat(said(3)).containsExactly("Un");
        answered(Map.of("content", "More"), "Mehr");
        assertThat(said(4)).containsExactly("Un", "Eins?", "More");
        answered(Map.of("content", "Back", "parent", message(3)), "Wieder");
        assertThat(said(5)).containsExactly("One", "Eins", "Two", "Zwei", "Back");
        assertThat(asker.ask(Map.of("content", "x", "edits", message(1))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void isNamedByTheModelOrByItsFirstWords() {
        answered(
                Map.of("content", "How do I book the meeting room on the second floor for a whole week in spring?"),
                "So.");
        await().until(() -> asker.talk().title != null);
        assertThat(asker.talk().title).isEqualTo("How do I book the meeting room on the second floor for a…");

        var other = Asker.fresh();
        Neighbours.model(chain -> Reply.ok(
                "{\"model\":\"fake-1\",\"choices\":[{\"message\":{\"content\":\"{\\\"title\\\":\\\"Rooms\\\"}\"}}]}"));
        Voice.saysOnly("So.");
        other.answer("How do I book a room?");
        await().until(() -> "Rooms".equals(other.talk().title));
    }

    @Test
    void sumsUpTurnsThatHaveFallenOutAndTellsTheModel() {
        for (var i = 1; i <= 4; i++) {
            asker.talk().say(i % 2 == 1 ? "user" : "assistant", "Turn " + i + ". And more of it.");
        }
        asker.talk().room = 2;
        answered(Map.of("content", "Five"), "Fünf");
        await().until(() -> !asker.talk().summaries.isEmpty());
        assertThat(asker.talk().summaries.getFirst().path("upTo").asInt()).isEqualTo(2);
        assertThat(asker.talk().summaries.getFirst().path("text").asText())
                .isEqualTo("user: Turn 1.\nassistant: Turn 2.");
        answered(Map.of("content", "Six"), "Sechs");
        assertThat(said(1).getFirst()).contains("user: Turn 1.").contains("[data ");
    }

    @Test
    void keepsAndListsWhatUsersThinkOfAnswers() {
        var good = answered(Map.of("content", "One"), "Eins");
        var bad = answered(Map.of("content", "Two"), "Drei");
        rate(good, Map.of("rating", "up"), 200);
        rate(bad, Map.of("rating", "up"), 200);
        rate(bad, Map.of("rating", "down", "comment", "Two is two."), 200);
        rate(bad, Map.of("rating", "sideways"), 400);

        var listed =
                Asker.json(asker.request().get("/api/v1/answers?rating=down")).path("items");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/id").asText()).isEqualTo(bad);
        assertThat(listed.at("/0/feedback/comment").asText()).isEqualTo("Two is two.");
        assertThat(asker.request().get("/api/v1/answers?rating=best").statusCode())
                .isEqualTo(400);
        var all = Asker.json(asker.request().get(asker.path() + "?limit=1"));
        assertThat(all.path("items").findValuesAsText("id")).containsExactly(bad);
        var rest = Asker.json(asker.request()
                .get(asker.path() + "?limit=1&cursor=" + all.path("nextCursor").asText()));
        assertThat(rest.path("items").findValuesAsText("id")).containsExactly(good);
    }

    @Test
    void isErasedWithItsUser() {
        var answer = answered(Map.of("content", "One"), "Eins");
        RestAssured.given()
                .header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", asker.user().tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + asker.user().id() + "/erasure")
                .then()
                .statusCode(200);
        assertThat(asker.request().get(asker.path() + "/" + answer).statusCode())
                .isEqualTo(404);
    }

    private void rate(String answer, Map<String, Object> feedback, int status) {
        asker.request()
                .body(feedback)
                .put(asker.path() + "/" + answer + "/feedback")
                .then()
                .statusCode(status);
    }
}

package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A document goes in, a question is asked, and what is cited stands there. */
class ConversationIT {
    private static final String TEXT =
            "The office is on the harbour. The canteen is closed on Mondays. Visitors park behind the house.";
    private static final String QUESTION = "On which day is the canteen closed?";

    private final Client client = Stacks.withRules().newTenant();

    private String document() {
        var id = client.json(Map.of("text", TEXT, "title", "Handbook"))
                .post("/api/v1/documents")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("id");
        await().atMost(Duration.ofSeconds(60)).until(() -> client.get("/api/v1/documents/" + id)
                .extract()
                .path("state")
                .equals("READY"));
        return id;
    }

    private String conversation() {
        return client.json(Map.of())
                .post("/api/v1/conversations")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private JsonPath ask(String conversation, Map<String, Object> body) {
        return client.json(body)
                .post("/api/v1/conversations/" + conversation + "/answers")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    @Test
    void citesTheWordsOfADocumentWhereTheyStand() {
        var document = document();
        var conversation = conversation();
        var answer = ask(conversation, Map.of("content", QUESTION));

        assertThat(answer.getString("text")).contains("The canteen is closed on Mondays. [1]");
        assertThat(answer.getString("citations[0].document")).isEqualTo(document);
        assertThat(TEXT.substring(answer.getInt("citations[0].span.start"), answer.getInt("citations[0].span.end")))
                .isEqualTo(answer.getString("citations[0].quote"));
        var messages = client.get("/api/v1/conversations/" + conversation + "/messages")
                .extract()
                .jsonPath();
        assertThat(messages.<String>getList("items.content")).containsExactly(QUESTION, answer.getString("text"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> client.get("/api/v1/conversations/" + conversation)
                                .extract()
                                .path("title")
                        != null);

        var events = client.get(
                        "/api/v1/conversations/%s/answers/%s/events".formatted(conversation, answer.getString("id")))
                .statusCode(200)
                .extract()
                .asString();
        assertThat(events).contains("event: io.focusforge.answer.citation.v1", "event: io.focusforge.answer.done.v1");
    }

    @Test
    void aDocumentThatIsDeletedGoesEverywhereAndItsQuotesWithIt() {
        var document = document();
        var conversation = conversation();
        var answer = ask(conversation, Map.of("content", QUESTION)).getString("id");
        client.request().delete("/api/v1/documents/" + document).then().statusCode(204);
        client.get("/api/v1/documents/" + document).statusCode(404);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("/api/v1/sagas?kind=document-deletion&state=completed")
                                .extract()
                                .jsonPath()
                                .getList("items")
                                .size()
                        == 1);
        var citation = client.get("/api/v1/conversations/%s/answers/%s".formatted(conversation, answer))
                .body("citations[0].withdrawn", equalTo(true))
                .extract()
                .jsonPath();
        assertThat(citation.getString("citations[0].document")).isEqualTo(document);
        assertThat(citation.getString("citations[0].quote")).isNull();
        assertThat(ask(conversation, Map.of("content", QUESTION)).getList("citations"))
                .isEmpty();
    }

    @Test
    void answersAnyClientOfOpenAiAsTheModelFocusforge() {
        document();
        var body = Map.of("model", "focusforge", "messages", List.of(Map.of("role", "user", "content", QUESTION)));
        var answer = client.json(body)
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getString("choices[0].message.content")).contains("The canteen is closed on Mondays. [1]");
        assertThat(answer.getString("choices[0].message.annotations[0].url_citation.title"))
                .isEqualTo("Handbook");
        var stream = client.json(Map.of("model", "focusforge", "stream", true, "messages", body.get("messages")))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stream)
                .contains("url_citation")
                .contains("closed on Mondays")
                .endsWith("data: [DONE]\n\n");
    }
}

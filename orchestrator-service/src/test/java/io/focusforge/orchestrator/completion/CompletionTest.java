package io.focusforge.orchestrator.completion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Library;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.Voice;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The model focusforge, as ai-service asks for it. */
@QuarkusTest
@WithNeighbours
class CompletionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Map<String, Object>> MESSAGES = List.of(
            Map.of("role", "system", "content", "Answer briefly."),
            Map.of("role", "user", "content", "Hello"),
            Map.of("role", "assistant", "content", "Hello!"),
            Map.of("role", "user", "content", List.of(Map.of("type", "text", "text", "When is it closed?"))));

    private final User user = User.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
        Library.reset();
        Voice.reset();
        Neighbours.model(chain -> Neighbours.Reply.status(500));
        Library.has("The canteen is closed on Mondays.");
    }

    private Response complete(Map<String, Object> body) {
        var token = TestTokens.bearer(user.tenant(), user.id(), Scopes.INTERNAL, "models:write", "documents:read");
        return RestAssured.given()
                .header("Authorization", token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/internal/chat/completions");
    }

    @Test
    void answersWithAnnotationsWhereItsMarkersAre() {
        Voice.saysOnly("On Mondays [1: \"closed on Mondays\"].");
        var answer =
                complete(Map.of("model", "focusforge", "messages", MESSAGES)).jsonPath();
        var text = answer.getString("choices[0].message.content");
        assertThat(text).isEqualTo("On Mondays [1].");
        var start = answer.getInt("choices[0].message.annotations[0].url_citation.start_index");
        var end = answer.getInt("choices[0].message.annotations[0].url_citation.end_index");
        assertThat(text.substring(start, end)).isEqualTo("[1]");
        assertThat(answer.getString("choices[0].message.annotations[0].url_citation.title"))
                .isEqualTo("Handbook");
        assertThat(answer.getString("focusforge.citations[0].quote")).isEqualTo("closed on Mondays");
        assertThat(answer.getString("model")).isEqualTo("focusforge");
        var prompt = Neighbours.PROMPTS.getFirst().path("messages");
        assertThat(prompt.findValuesAsText("content")).contains("Answer briefly.", "Hello", "Hello!");
        assertThat(prompt.findValuesAsText("content").getLast()).endsWith("When is it closed?");
    }

    @Test
    void streamsTheSameInChunks() throws Exception {
        Voice.saysOnly("On ", "Mondays [1: \"closed on Mondays\"].");
        var body = complete(
                        Map.of("stream", true, "stream_options", Map.of("include_usage", true), "messages", MESSAGES))
                .asString();
        assertThat(body).endsWith("data: [DONE]\n\n");
        var text = new StringBuilder();
        var annotations = new ArrayList<String>();
        for (var line : body.lines().filter(line -> line.startsWith("data: {")).toList()) {
            var chunk = JSON.readTree(line.substring(6));
            text.append(chunk.at("/choices/0/delta/content").asText(""));
            chunk.at("/choices/0/delta/annotations")
                    .forEach(
                            one -> annotations.add(one.at("/url_citation/title").asText()));
        }
        assertThat(text).hasToString("On Mondays [1].");
        assertThat(annotations).containsExactly("Handbook");
    }

    @Test
    void isAProblemWhereNobodyAnswersOrNothingIsAsked() {
        Voice.refuses(400);
        assertThat(complete(Map.of("stream", true, "messages", MESSAGES)).statusCode())
                .isEqualTo(400);
        assertThat(complete(Map.of("messages", List.of())).statusCode()).isEqualTo(400);
        assertThat(complete(Map.of("messages", MESSAGES, "tools", List.of(Map.of("type", "function"))))
                        .statusCode())
                .isEqualTo(400);
        assertThat(user.with("models:write")
                        .contentType(ContentType.JSON)
                        .body("{}")
                        .post("/internal/chat/completions")
                        .statusCode())
                .isEqualTo(403);
    }
}

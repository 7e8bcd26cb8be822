package io.focusforge.orchestrator.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class ReviewTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final User user = User.fresh();

    @BeforeEach
    void noModel() {
        Neighbours.reset();
    }

    private ValidatableResponse review(String body, String... key) {
        var request = user.with(Scopes.TASKS_WRITE, Scopes.MODELS_WRITE)
                .contentType(ContentType.JSON)
                .body(body);
        if (key.length > 0) {
            request.header("Idempotency-Key", key[0]);
        }
        return request.post("/api/v1/reviews").then();
    }

    private JsonNode due(String title, Instant dueAt) {
        return user.create(JSON.createObjectNode()
                .put("title", title)
                .put("dueAt", dueAt.toString())
                .toString());
    }

    private void complete(JsonNode task) {
        user.request()
                .header("If-Match", "*")
                .post(User.path(task) + "/complete")
                .then()
                .statusCode(200);
    }

    @Test
    void saysWhatWasDoneWhatSlippedAndWhatIsNext() {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        complete(user.createTitled("Call Anna"));
        due("Pay the rent", now.plus(3, ChronoUnit.DAYS));
        due("Book a flight", now.plus(9, ChronoUnit.DAYS));
        user.colleague().createTitled("Not mine");
        var to = now.plus(5, ChronoUnit.DAYS);
        review("{\"to\": \"%s\"}".formatted(to))
                .statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("chain", equalTo("weekly_review"))
                .body("output.summary", equalTo("1 task done, 1 slipped, 1 next."))
                .body("output.done", contains("Call Anna"))
                .body("output.slipped", contains(startsWith("Pay the rent, due ")))
                .body("output.next", contains(startsWith("Book a flight, due ")))
                .body("output.lessons", empty());
        user.request().get("/api/v1/runs?chain=weekly_review").then().body("items", hasSize(1));
    }

    @Test
    void theModelWordsTheReviewWhereThereIsOne() {
        var answer =
                "{\"summary\":\"A good week.\",\"done\":[\"You called.\"],\"slipped\":[],\"lessons\":[],\"next\":[]}";
        Neighbours.model(prompt -> {
            var completion = JSON.createObjectNode().put("model", "fake-1");
            completion.putArray("choices").addObject().putObject("message").put("content", answer);
            completion.putObject("usage").put("prompt_tokens", 7).put("completion_tokens", 3);
            return Reply.ok(completion.toString());
        });
        review("{}").statusCode(200).body("output.summary", equalTo("A good week."));
        assertThat(Neighbours.PROMPTS)
                .last()
                .extracting(prompt -> prompt.path("model").asText())
                .isEqualTo("default");
        user.with(Scopes.FLAGS_ADMIN)
                .contentType(ContentType.JSON)
                .body("{\"variants\": {\"new\": \"better-1\"}, \"defaultVariant\": \"new\"}")
                .put("/api/v1/flags/model.default")
                .then()
                .statusCode(200);
        await().untilAsserted(() -> {
            review("{}").statusCode(200);
            assertThat(Neighbours.PROMPTS)
                    .last()
                    .extracting(prompt -> prompt.path("model").asText())
                    .as("another model, by a flag")
                    .isEqualTo("better-1");
        });
        await().untilAsserted(() -> user.with(Scopes.FLAGS_ADMIN)
                .get("/api/v1/flags/model.default")
                .then()
                .body("answers.new.succeeded", greaterThanOrEqualTo(1)));
    }

    @Test
    void isMadeOnceForAKeyAndOnceForAJob() {
        var first = review("{}", "k").statusCode(200).extract().<String>path("id");
        review("{}", "k").statusCode(200).header("Idempotency-Replayed", "true").body("id", equalTo(first));
        var job = UUID.randomUUID();
        for (var i = 0; i < 2; i++) {
            user.with(Scopes.INTERNAL).post("/internal/reviews/" + job).then().statusCode(202);
        }
        await().untilAsserted(() -> assertThat(user.request()
                        .get("/api/v1/runs?chain=weekly_review&state=succeeded")
                        .jsonPath()
                        .getList("items"))
                .hasSize(2));
    }

    @Test
    void refusesTimesThatAreNone() {
        review("{\"from\": \"2026-11-08T00:00:00Z\", \"to\": \"2026-11-01T00:00:00Z\"}")
                .statusCode(400);
        review("{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2026-11-01T00:00:00Z\"}")
                .statusCode(400);
        review("{\"week\": 3}").statusCode(400).body("code", equalTo("unknown_field"));
        user.with(Scopes.TASKS_READ)
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/reviews")
                .then()
                .statusCode(403);
    }
}

package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MainFlowIT {
    private static Client client;

    @BeforeAll
    static void connect() {
        client = Stacks.withRules().newTenant();
    }

    @Test
    void aTaskComesBackAnalysedAndPlanned() {
        var response =
                client.json(Client.BOARD_DECK).post("/api/v1/tasks").then().statusCode(201);
        var task = response.extract().jsonPath();
        response.header("Location", equalTo("/api/v1/tasks/" + task.getString("id")))
                .body("title", equalTo("Prepare the Q3 board deck"))
                .body("status", equalTo("open"))
                .body("labels", equalTo(List.of("work")))
                .body("dueAt", equalTo("2027-03-05T17:00:00Z"))
                .body("analysis.status", equalTo("done"))
                .body("analysis.model", equalTo("focusforge-rules"))
                .body("analysis.degraded", is(true))
                .body("plan.status", equalTo("done"))
                .body("plan.steps.title", hasSize(3));
        assertThat(task.getInt("analysis.complexity")).isBetween(1, 5);
        assertThat(task.getInt("analysis.estimateMinutes")).isPositive();
        assertThat(task.getString("analysis.priority")).isIn("low", "medium", "high", "urgent");
        assertThat(task.getString("analysis.energy")).isIn("low", "medium", "high");
        assertThat(task.getString("analysis.category")).isNotBlank();
        assertThat(task.getList("analysis.risks")).isNotNull();
        assertThat(task.getList("analysis.suggestedLabels")).isNotNull();
        assertThat(task.getList("plan.steps.scheduledFor", String.class))
                .allMatch(at -> Instant.parse(at).isBefore(Instant.parse("2027-03-05T17:00:01Z")));
        assertThat(task.getList("plan.steps[1].dependsOn", String.class))
                .containsExactly(task.getString("plan.steps[0].id"));
        assertThat(client.task(task.getString("id")).getMap("")).isEqualTo(task.getMap(""));
    }

    @Test
    void aJobPutsPromptsToAModel() {
        var prompts = Map.of(
                "model",
                "focusforge-extractive",
                "system",
                "The invoice of Acme is due on Friday.",
                "items",
                List.of(Map.of("id", "a", "prompt", "When is the invoice of Acme due?")));
        String job = client.json(Map.of("type", "ai.inference", "payload", prompts))
                .post("/api/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> client.get("/api/v1/jobs/" + job)
                .body("state", equalTo("succeeded"))
                .body("result.items[0].status", equalTo("answered")));
    }

    @Test
    void aLaterTaskRecallsTheEarlierOne() {
        var user = Stacks.withRules().newTenant();
        user.createTask(Client.BOARD_DECK);
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var later = user.createTask("Print the board deck", "The Q3 board deck must be printed for the meeting");
            assertThat(later.getList("context.text", String.class))
                    .anyMatch(text -> text.contains("Collect numbers from finance by Thursday"));
            assertThat(later.getList("context.score", Float.class)).allMatch(score -> score > 0 && score <= 1);
        });
    }

    @Test
    void theHistoryTellsWhatHappened() {
        var id = client.createTask(Client.BOARD_DECK).getString("id");
        assertThat(client.history(id))
                .containsExactly(
                        "io.focusforge.task.created.v1",
                        "io.focusforge.task.analyzed.v1",
                        "io.focusforge.task.planned.v1");
    }

    @Test
    void aTaskIsChangedCompletedReopenedAndDeleted() {
        var id = client.createTask(Client.BOARD_DECK).getString("id");
        var path = "/api/v1/tasks/" + id;
        var etag = client.get(path).extract().header("ETag");
        var changed = client.json(Map.of("title", "Prepare the Q4 board deck"))
                .header("If-Match", etag)
                .patch(path)
                .then()
                .statusCode(200)
                .body("title", equalTo("Prepare the Q4 board deck"))
                .body(
                        "description",
                        equalTo("Collect numbers from finance by Thursday, draft 12 slides, rehearse once"));
        assertThat(changed.extract().header("ETag")).isNotEqualTo(etag);
        client.request().post(path + "/complete").then().statusCode(200).body("status", equalTo("completed"));
        client.request().post(path + "/reopen").then().statusCode(200).body("status", equalTo("open"));
        client.request().delete(path).then().statusCode(204);
        client.get(path).statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void listsAreFilteredAndPaged() {
        var user = Stacks.withRules().newTenant();
        for (var i = 0; i < 5; i++) {
            user.createTask("Task " + i, "one of five");
        }
        var first = user.get("/api/v1/tasks?limit=3")
                .body("items", hasSize(3))
                .extract()
                .jsonPath();
        var rest = user.get("/api/v1/tasks?limit=3&cursor=" + first.getString("nextCursor"))
                .body("items", hasSize(2))
                .body("nextCursor", is((String) null))
                .extract()
                .jsonPath();
        assertThat(first.getList("items.id")).doesNotContainAnyElementsOf(rest.getList("items.id"));
        user.request()
                .post("/api/v1/tasks/" + first.getString("items[0].id") + "/complete")
                .then()
                .statusCode(200);
        user.get("/api/v1/tasks?status=completed").body("items", hasSize(1));
        user.get("/api/v1/tasks?status=open")
                .body("items.status", everyItem(equalTo("open")))
                .body("items", hasSize(4));
    }

    @Test
    void anotherTenantSeesNoneOfIt() {
        var task = client.createTask(Client.BOARD_DECK).getString("id");
        var memory = client.json(Map.of("text", "The board meets on Fridays"))
                .post("/api/v1/memories")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        var job = client.json(Map.of(
                        "type", "webhook.deliver",
                        "payload",
                                Map.of(
                                        "url",
                                        "https://example.com/hook",
                                        "event",
                                        Map.of("type", "x", "data", Map.of())),
                        "delay", "P30D"))
                .post("/api/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("id");
        var stranger = Stacks.withRules().newTenant();
        for (var path : List.of(
                "/api/v1/tasks/" + task,
                "/api/v1/tasks/" + task + "/history",
                "/api/v1/memories/" + memory,
                "/api/v1/jobs/" + job)) {
            stranger.get(path).statusCode(404).body("code", equalTo("not_found"));
            client.get(path).statusCode(200);
        }
        stranger.request().delete("/api/v1/tasks/" + task).then().statusCode(404);
        stranger.request().post("/api/v1/tasks/" + task + "/complete").then().statusCode(404);
        stranger.request().delete("/api/v1/memories/" + memory).then().statusCode(404);
        stranger.request().post("/api/v1/jobs/" + job + "/cancel").then().statusCode(404);
        for (var list : List.of("/api/v1/tasks", "/api/v1/memories", "/api/v1/jobs")) {
            stranger.get(list).statusCode(200).body("items", hasSize(0));
        }
        stranger.json(Map.of("query", "When does the board meet?"))
                .post("/api/v1/memories/search")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
    }

    @Test
    void aRepeatedRequestHasOneEffect() {
        var user = Stacks.withRules().newTenant();
        var first = user.json(Client.BOARD_DECK)
                .header("Idempotency-Key", "board-deck-1")
                .post("/api/v1/tasks")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", is((String) null))
                .extract();
        var again = user.json(Client.BOARD_DECK)
                .header("Idempotency-Key", "board-deck-1")
                .post("/api/v1/tasks")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .extract();
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        user.get("/api/v1/tasks").body("items", hasSize(1));
    }

    @Test
    void aMemoryIsFoundByItsMeaning() {
        var user = Stacks.withRules().newTenant();
        for (var text : List.of("I am allergic to peanuts", "My dog is called Rex", "The office closes at six")) {
            user.json(Map.of("text", text)).post("/api/v1/memories").then().statusCode(201);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> user.json(Map.of("query", "Which food must I avoid?", "limit", 1))
                        .post("/api/v1/memories/search")
                        .then()
                        .statusCode(200)
                        .body("degraded", is(false))
                        .body("items[0].memory.text", equalTo("I am allergic to peanuts")));
    }

    @Test
    void theGatewayTellsHowTheWholeIsDoing() {
        var url = Stacks.withRules().url();
        var anonymous = new Client(url, "none");
        anonymous
                .get("/health")
                .statusCode(200)
                .body("status", equalTo("healthy"))
                .body("optimization_status.keySet()", hasSize(3));
        client.createTask(Client.BOARD_DECK);
        client.get("/openapi")
                .statusCode(200)
                .body("paths.'/api/v1/tasks'", not(is((Object) null)))
                // as they are on the wire
                .body("components.schemas.AnswerState.enum", hasItem("running"))
                .body("components.schemas.BudgetPeriod.enum", hasItem("day"))
                .body("components.schemas.Content.enum", hasItem("none"))
                .body("components.schemas.Reason.enum", hasItem("too_long"))
                .body("components.schemas.Mode1.enum", hasItem("stream"));
        Stacks.withRules().get("/metrics/performance").statusCode(200).body("routes", not(hasSize(0)));
        assertThat(Stacks.withRules().get("/metrics").statusCode(200).extract().asString())
                .contains("focusforge_");
        Stacks.withRules().get("/orchestrator/status").statusCode(200);
    }

    @Test
    void anOpenAiClientCanAskTheModelsThatNeedNoProvider() {
        client.get("/v1/models").statusCode(200).body("data.id", not(hasSize(0)));
        client.json(Map.of("model", "all-minilm-l6-v2", "input", "hello"))
                .post("/v1/embeddings")
                .then()
                .statusCode(200)
                .body("data[0].embedding", hasSize(384));
        var messages = List.of(
                Map.of("role", "system", "content", "The office closes at six. The board meets on Fridays."),
                Map.of("role", "user", "content", "When does the board meet?"));
        client.json(Map.of("model", "focusforge-extractive", "messages", messages))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .body(
                        "choices[0].message.content",
                        org.hamcrest.Matchers.containsString("The board meets on Fridays."));
        var stream = client.json(Map.of("model", "focusforge-extractive", "messages", messages, "stream", true))
                .post("/v1/chat/completions")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(stream).contains("data: {").endsWith("data: [DONE]\n\n");
    }
}

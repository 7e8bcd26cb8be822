package io.focusforge.orchestrator.taskapi;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks over HTTP, analysed by the rules, because no model is configured. */
@QuarkusTest
@WithNeighbours
class TaskResourceTest {
    private final User user = User.fresh();

    @BeforeEach
    void noModel() {
        Neighbours.reset();
    }

    @Test
    void createsATaskThatIsAnalysedAndPlanned() {
        var dueAt = Instant.now().plus(Duration.ofDays(5)).truncatedTo(ChronoUnit.SECONDS);
        var response = user.send("""
                        {"title": "Prepare the Q3 board deck",
                         "description": "Collect numbers from finance by Thursday, draft 12 slides, rehearse once",
                         "dueAt": "%s", "labels": ["work"]}""".formatted(dueAt)).post("/api/v1/tasks");
        var task = json(response);
        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.header("Location")).isEqualTo(path(task));
        assertThat(response.header("ETag")).isEqualTo("\"3\"");
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(names(task))
                .containsExactly(
                        "id",
                        "title",
                        "description",
                        "status",
                        "labels",
                        "dueAt",
                        "parentId",
                        "dependsOn",
                        "blocked",
                        "recurrence",
                        "reminders",
                        "analysis",
                        "plan",
                        "context",
                        "version",
                        "createdAt",
                        "updatedAt");
        assertThat(names(task.path("analysis")))
                .containsExactly(
                        "status",
                        "priority",
                        "complexity",
                        "estimateMinutes",
                        "energy",
                        "category",
                        "risks",
                        "suggestedLabels",
                        "model",
                        "degraded",
                        "correction");
        assertThat(names(task.at("/plan/steps/0")))
                .containsExactly("id", "title", "estimateMinutes", "dependsOn", "scheduledFor");
        assertThat(task.at("/status").asText()).isEqualTo("open");
        assertThat(task.at("/dueAt").asText()).isEqualTo(dueAt.toString());
        assertThat(task.at("/analysis/status").asText()).isEqualTo("done");
        assertThat(task.at("/analysis/model").asText()).isEqualTo("focusforge-rules");
        assertThat(task.at("/analysis/degraded").asBoolean()).isTrue();
        assertThat(task.at("/plan/status").asText()).isEqualTo("done");
        assertThat(task.at("/plan/steps").findValuesAsText("title"))
                .containsExactly("Collect numbers from finance", "Draft 12 slides", "Rehearse once");
        assertThat(user.read(task)).isEqualTo(task);
    }

    @Test
    void recallsWhatMemoryKnowsButNotTheTaskItself() {
        Neighbours.memory(search -> Reply.ok("""
                {"items":[{"memory":{"id":"m1","text":"The board likes charts","type":"LONG_TERM","metadata":{}},"score":0.71},
                          {"memory":{"id":"m2","text":"old","type":"LONG_TERM","metadata":{"taskId":"x"}},"score":0.5}],
                 "degraded":false}"""));
        var task = user.create("{\"title\":\"Prepare the deck\",\"description\":\"for the board\"}");
        assertThat(task.path("context").toString())
                .isEqualTo("[{\"memoryId\":\"m1\",\"text\":\"The board likes charts\",\"score\":0.71},"
                        + "{\"memoryId\":\"m2\",\"text\":\"old\",\"score\":0.5}]");
        assertThat(Neighbours.SEARCHES)
                .anySatisfy(search ->
                        assertThat(search.path("query").asText()).isEqualTo("Prepare the deck\nfor the board"));
        assertThat(names(task.at("/context/0"))).containsExactly("memoryId", "text", "score");
    }

    @Test
    void hasNoContextAndSaysSoWhenMemoryFails() {
        for (var failure : List.of(Reply.status(500), Reply.ok("{"), Reply.hang())) {
            Neighbours.memory(search -> failure);
            var task = user.createTitled("Call Anna");
            Neighbours.memory(search -> Reply.ok("{\"items\":[],\"degraded\":false}"));
            var settled = settled(task);
            assertThat(settled.path("context")).isEmpty();
            assertThat(user.history(settled).at("/items/1/data/recall").asText())
                    .isEqualTo("unavailable");
        }
    }

    @Test
    void tellsWhatHappenedInOrder() {
        var task = user.createTitled("Call Anna");
        user.request().post(path(task) + "/complete").then().statusCode(200);
        user.request().post(path(task) + "/reopen").then().statusCode(200);
        var items = user.history(task).path("items");
        assertThat(items.findValuesAsText("type"))
                .containsExactly(
                        "io.focusforge.task.created.v1",
                        "io.focusforge.task.analyzed.v1",
                        "io.focusforge.task.planned.v1",
                        "io.focusforge.task.completed.v1",
                        "io.focusforge.task.reopened.v1");
        assertThat(StreamSupport.stream(items.spliterator(), false)
                        .map(item -> item.path("version").asInt()))
                .containsExactly(1, 2, 3, 4, 5);
        assertThat(items.at("/0/data/title").asText()).isEqualTo("Call Anna");
        var first = json(user.request().get(path(task) + "/history?limit=2"));
        var second = json(user.request()
                .get(path(task) + "/history?limit=3&cursor="
                        + first.path("nextCursor").asText()));
        assertThat(first.path("items").size() + second.path("items").size()).isEqualTo(5);
        assertThat(second.has("nextCursor")).isFalse();
    }

    @Test
    void completesAndReopensOnce() {
        var task = user.createTitled("Call Anna");
        var completed = json(user.request().post(path(task) + "/complete"));
        assertThat(completed.path("status").asText()).isEqualTo("completed");
        assertThat(code(user.request().post(path(task) + "/complete"), 409)).isEqualTo("conflict");
        var reopened = json(user.request().post(path(task) + "/reopen"));
        assertThat(reopened.path("status").asText()).isEqualTo("open");
        assertThat(code(user.request().post(path(task) + "/reopen"), 409)).isEqualTo("conflict");
        assertThat(user.read(task)).isEqualTo(reopened);
    }

    @Test
    void editsOnlyWhatIsSent() {
        var task = user.create("""
                {"title":"Old","description":"Text","dueAt":"2030-01-01T00:00:00Z","labels":["a","b","a"]}""");
        assertThat(task.path("labels").toString()).isEqualTo("[\"a\",\"b\"]");
        var titled = patch(task, "{\"title\":\"New\"}");
        assertThat(titled.path("title").asText()).isEqualTo("New");
        assertThat(titled.path("description").asText()).isEqualTo("Text");
        assertThat(titled.path("dueAt").asText()).isEqualTo("2030-01-01T00:00:00Z");
        var emptied = patch(titled, "{\"description\":null,\"dueAt\":null,\"labels\":null}");
        assertThat(emptied.path("description").isNull()).isTrue();
        assertThat(emptied.path("dueAt").isNull()).isTrue();
        assertThat(emptied.path("labels")).isEmpty();
        assertThat(emptied.path("title").asText()).isEqualTo("New");
        assertThat(patch(emptied, "{}")).isEqualTo(emptied);
        var dated = patch(emptied, "{\"dueAt\":\"2030-01-01T02:00:00+02:00\"}");
        assertThat(dated.path("dueAt").asText()).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(user.read(task)).isEqualTo(dated);
    }

    @Test
    void deletesATaskWithItsHistory() {
        var task = user.createTitled("Call Anna");
        user.request().delete(path(task)).then().statusCode(204);
        for (var call : List.of("", "/history")) {
            assertThat(code(user.request().get(path(task) + call), 404)).isEqualTo("not_found");
        }
        assertThat(code(user.request().delete(path(task)), 404)).isEqualTo("not_found");
        assertThat(user.list("").path("items")).isEmpty();
    }

    @Test
    void showsATaskToNobodyElse() {
        var task = user.createTitled("Mine");
        for (var other : List.of(user.colleague(), User.fresh(), new User(UUID.randomUUID(), user.id()))) {
            assertThat(code(other.request().get(path(task)), 404)).isEqualTo("not_found");
            assertThat(code(other.request().get(path(task) + "/history"), 404)).isEqualTo("not_found");
            assertThat(code(other.request().post(path(task) + "/complete"), 404))
                    .isEqualTo("not_found");
            assertThat(code(other.request().delete(path(task)), 404)).isEqualTo("not_found");
            assertThat(code(other.send("{}").header("If-Match", "*").patch(path(task)), 404))
                    .isEqualTo("not_found");
            assertThat(other.list("").path("items")).isEmpty();
        }
        assertThat(user.read(task)).isEqualTo(task);
    }

    @Test
    void listsNewestFirstInPagesThatNewTasksDoNotDisturb() {
        var titles = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            user.createTitled("T" + i);
        }
        var page = user.list("?limit=2");
        user.createTitled("T5");
        while (true) {
            titles.addAll(page.path("items").findValuesAsText("title").stream()
                    .filter(t -> t.startsWith("T") && t.length() == 2)
                    .toList());
            if (!page.has("nextCursor")) {
                break;
            }
            page = user.list("?limit=2&cursor=" + page.path("nextCursor").asText());
        }
        assertThat(titles).containsExactly("T4", "T3", "T2", "T1", "T0");
        assertThat(user.list("?order=asc&limit=1").at("/items/0/title").asText())
                .isEqualTo("T0");
    }

    @Test
    void listsWhatTheFiltersLetThrough() {
        var urgent = user.create(
                "{\"title\":\"Fix the outage asap\",\"labels\":[\"ops\"],\"dueAt\":\"2030-05-01T00:00:00Z\"}");
        var calm = user.create(
                "{\"title\":\"Water 100% of the plants\",\"labels\":[\"home\"],\"dueAt\":\"2030-06-01T00:00:00Z\"}");
        user.request().post(path(calm) + "/complete").then().statusCode(200);
        for (var query :
                List.of("status=open", "label=ops", "priority=urgent", "dueBefore=2030-05-15T00:00:00Z", "q=OUTAGE")) {
            assertThat(ids(user.list("?" + query)))
                    .as(query)
                    .containsExactly(urgent.path("id").asText());
        }
        for (var query : List.of("status=completed", "label=home", "dueAfter=2030-05-15T00:00:00Z", "q=100%")) {
            assertThat(ids(user.list("?" + query)))
                    .as(query)
                    .containsExactly(calm.path("id").asText());
        }
        assertThat(ids(user.list("?status=open&label=home"))).isEmpty();
    }

    @Test
    void needsTheScopes() {
        var task = user.createTitled("Call Anna");
        user.with(Scopes.TASKS_READ).get(path(task)).then().statusCode(200);
        assertThat(code(user.with(Scopes.TASKS_READ).delete(path(task)), 403)).isEqualTo("forbidden");
        assertThat(code(user.with(Scopes.MEMORIES_WRITE).get(path(task)), 403)).isEqualTo("forbidden");
        assertThat(code(user.request().post("/internal/tasks/" + task.path("id").asText() + "/analysis"), 403))
                .isEqualTo("forbidden");
        assertThat(code(io.restassured.RestAssured.given().get(path(task)), 401))
                .isEqualTo("unauthenticated");
    }

    private JsonNode patch(JsonNode task, String body) {
        var etag = "\"" + task.path("version").asInt() + "\"";
        var response = user.send(body).header("If-Match", etag).patch(path(task));
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        var patched = json(response);
        assertThat(response.header("ETag"))
                .isEqualTo("\"" + patched.path("version").asInt() + "\"");
        return patched;
    }

    private JsonNode settled(JsonNode task) {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> user.read(task).at("/analysis/status").asText().equals("done"));
        return user.read(task);
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<String> ids(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(task -> task.path("id").asText())
                .toList();
    }

    private static String code(io.restassured.response.Response response, int status) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        return json(response).path("code").asText();
    }
}

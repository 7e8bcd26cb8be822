package io.focusforge.orchestrator.dependency;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.task.TaskHistory;
import io.focusforge.orchestrator.task.TaskJson;
import io.focusforge.orchestrator.task.TaskStore;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subtasks and dependencies over HTTP. */
@QuarkusTest
@WithNeighbours
class DependenciesTest {
    private final User user = User.fresh();

    @Inject
    EventStore events;

    @Inject
    TaskHistory history;

    @Inject
    TaskStore tasks;

    @Inject
    TaskJson json;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void blocksUntilTheLastDependencyIsDone() {
        var first = user.createTitled("Collect");
        var second = user.createTitled("Draft");
        var last = waitingFor("Send", first, second);
        assertThat(last.path("blocked").asBoolean()).isTrue();
        refused(user.request().post(path(last) + "/complete"), 409, "conflict", "waits for others");
        complete(first);
        assertThat(user.read(last).path("blocked").asBoolean()).isTrue();
        complete(second);
        assertThat(user.read(last).path("blocked").asBoolean()).isFalse();
        user.request().post(path(first) + "/reopen").then().statusCode(200);
        assertThat(user.read(last).path("blocked").asBoolean()).isTrue();
        assertThat(user.list("?blocked=true").path("items")).hasSize(1);
        user.request().delete(path(first)).then().statusCode(204);
        assertThat(user.read(last).path("dependsOn")).hasSize(1);
        complete(last);
        assertThat(types(last).stream().filter(type -> type.endsWith("blocked") || type.equals("linked")))
                .containsExactly("linked", "unblocked", "blocked", "linked");
        assertRebuilt(last);
        assertRebuilt(second);
    }

    @Test
    void unblocksOnceWhenTheLastTwoEndAtTheSameTime() throws Exception {
        for (var round = 0; round < 5; round++) {
            var dependencies = IntStream.range(0, 4)
                    .mapToObj(i -> user.createTitled("D" + i))
                    .toArray(JsonNode[]::new);
            var last = waitingFor("Last", dependencies);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var dependency : dependencies) {
                    var unused = threads.submit(() -> user.request().post(path(dependency) + "/complete"));
                }
            }
            assertThat(user.read(last).path("blocked").asBoolean()).isFalse();
            assertThat(types(last)).filteredOn(type -> type.equals("unblocked")).hasSize(1);
        }
    }

    @Test
    void completesAParentAfterItsSubtasksOrWithThem() {
        var parent = user.createTitled("Move house");
        var child = childOf(parent, "Pack");
        var grandchild = childOf(child, "Buy boxes");
        refused(user.request().post(path(parent) + "/complete"), 409, "conflict", "open subtasks");
        refused(user.request().post(path(parent) + "/complete?subtasks=all"), 400, "invalid_request", "complete");
        user.request().post(path(parent) + "/complete?subtasks=complete").then().statusCode(200);
        assertThat(user.read(grandchild).path("status").asText()).isEqualTo("completed");
        user.request().post(path(grandchild) + "/reopen").then().statusCode(200);
        assertThat(user.read(parent).path("status").asText()).isEqualTo("open");
        complete(grandchild);
        complete(child);
        complete(parent);
        refused(user.send(body("Late", parent, List.of())).post("/api/v1/tasks"), 409, "conflict", "reopen it");
        assertRebuilt(parent);
    }

    @Test
    void deletesSubtasksWithTheirParent() {
        var parent = user.createTitled("Move house");
        var child = childOf(parent, "Pack");
        var waiting = waitingFor("Paint", child);
        var children = user.list("?parent=" + id(parent)).path("items");
        assertThat(children).hasSize(1);
        assertThat(children.get(0)).isEqualTo(user.read(child));
        user.request().delete(path(parent)).then().statusCode(204);
        user.request().get(path(child)).then().statusCode(404);
        assertThat(user.read(waiting).path("blocked").asBoolean()).isFalse();
        assertThat(user.read(waiting).path("dependsOn")).isEmpty();
    }

    @Test
    void refusesCircles() {
        var a = user.createTitled("A");
        var b = waitingFor("B", a);
        var c = waitingFor("C", b);
        refusedLink(a, "{\"dependsOn\":[\"%s\"]}".formatted(id(c)), "wait for itself");
        refusedLink(a, "{\"dependsOn\":[\"%s\"]}".formatted(id(a)), "wait for itself");
        refusedLink(a, "{\"parentId\":\"%s\"}".formatted(id(a)), "wait for itself");
        var child = childOf(c, "Child of C");
        refusedLink(c, "{\"parentId\":\"%s\"}".formatted(id(child)), "wait for itself");
        refusedLink(child, "{\"dependsOn\":[\"%s\"]}".formatted(id(c)), "wait for itself");
        refusedLink(a, "{\"dependsOn\":[\"%s\"]}".formatted(id(child)), null);
        refused(
                user.send(body("New", c, List.of(id(c)))).post("/api/v1/tasks"),
                400,
                "invalid_request",
                "wait for itself");
    }

    @Test
    void tellsNothingOfTasksOfOthers() {
        var foreign = user.colleague().createTitled("Secret");
        var unknown = UUID.randomUUID().toString();
        for (var field : List.of("parentId\":\"%s\"", "dependsOn\":[\"%s\"]")) {
            var answers = List.of(id(foreign), unknown).stream()
                    .map(id -> user.send("{\"title\":\"x\",\"" + field.formatted(id) + "}")
                            .post("/api/v1/tasks"))
                    .map(response -> response.statusCode()
                            + json(response).path("detail").asText())
                    .toList();
            assertThat(answers.get(0)).startsWith("400").isEqualTo(answers.get(1));
        }
        assertThat(user.list("").path("items")).isEmpty();
    }

    @Test
    void boundsTheDepth() {
        var task = user.createTitled("1");
        for (var level = 2; level <= Links.MOST_LEVELS; level++) {
            task = childOf(task, "" + level);
        }
        refused(user.send(body("6", task, List.of())).post("/api/v1/tasks"), 400, "invalid_request", "levels");
        var other = user.createTitled("top");
        childOf(other, "below");
        refusedLink(
                other,
                "{\"parentId\":\"%s\"}"
                        .formatted(user.read(task).path("parentId").asText()),
                "levels");
    }

    private void refusedLink(JsonNode task, String patch, String detail) {
        var response = user.send(patch).header("If-Match", "*").patch(path(task));
        if (detail == null) {
            assertThat(response.statusCode()).isEqualTo(200);
            user.send("{\"dependsOn\":[]}")
                    .header("If-Match", "*")
                    .patch(path(task))
                    .then()
                    .statusCode(200);
        } else {
            refused(response, 400, "invalid_request", detail);
        }
    }

    private void complete(JsonNode task) {
        user.request().post(path(task) + "/complete").then().statusCode(200);
    }

    private JsonNode childOf(JsonNode parent, String title) {
        return user.create(body(title, parent, List.of()));
    }

    private JsonNode waitingFor(String title, JsonNode... dependencies) {
        return user.create(body(
                title,
                null,
                List.of(dependencies).stream().map(DependenciesTest::id).toList()));
    }

    private static String body(String title, JsonNode parent, List<String> dependencies) {
        var ids = dependencies.stream().map(id -> "\"" + id + "\"").toList();
        return "{\"title\":\"%s\",\"parentId\":%s,\"dependsOn\":%s}"
                .formatted(title, parent == null ? "null" : "\"" + id(parent) + "\"", ids);
    }

    private static String id(JsonNode task) {
        return task.path("id").asText();
    }

    private List<String> types(JsonNode task) {
        return user.history(task).path("items").findValuesAsText("type").stream()
                .map(type -> type.replaceAll("io.focusforge.task.|.v1", ""))
                .toList();
    }

    private void assertRebuilt(JsonNode task) {
        var key = user.key(task);
        var rebuilt = history.replay(key.id(), events.read(key.tenant(), key.id(), 0, 100))
                .orElseThrow();
        assertThat(json.write(rebuilt)).isEqualTo(tasks.find(key).orElseThrow().document());
    }

    private static void refused(Response response, int status, String code, String detail) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(json(response).path("code").asText()).isEqualTo(code);
        assertThat(json(response).path("detail").asText()).contains(detail);
    }
}

package io.focusforge.worker.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.focusforge.worker.testing.Scripted;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class QueueResourceTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    Scripted handler;

    @AfterEach
    void open() {
        operator.resume("bulk");
    }

    private static UUID bulk(Jobs of) {
        return of.accepted(
                Map.of("type", "test.scripted", "queue", "bulk", "payload", Map.of("steps", List.of("DONE"))));
    }

    private static JsonPath look(Jobs as, String queue) {
        return as.request()
                .get("/api/v1/queues/" + queue)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void countsWhatWaits() {
        operator.pause("bulk");
        bulk(jobs);
        bulk(jobs);
        jobs.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                "bulk",
                "runAt",
                "2099-01-01T00:00:00Z",
                "payload",
                Map.of("steps", List.of("DONE"))));

        await().until(() -> look(jobs, "bulk").getDouble("oldestReadyAgeSeconds") > 0.2);
        var queue = look(jobs, "bulk");
        assertThat(queue.getInt("ready")).isEqualTo(2);
        assertThat(queue.getInt("delayed")).isEqualTo(1);
        assertThat(queue.getInt("dispatched")).isZero();
        assertThat(queue.getInt("running")).isZero();
        assertThat(queue.getInt("dead")).isZero();
    }

    @Test
    void countsWhatIsInTheStream() {
        bulk(jobs);
        await().until(() -> look(jobs, "bulk").getInt("dispatched") == 1);
        assertThat(look(jobs, "bulk").getInt("ready")).isZero();
        await().until(() -> look(jobs, "bulk").getDouble("oldestReadyAgeSeconds") > 0.2);
    }

    @Test
    void countsWhatRunsAndWhatIsDead() {
        jobs.await(jobs.scripted("FAIL"), "dead");
        var hanging = jobs.scripted("HANG");
        await().until(() -> handler.isHanging(hanging));

        var queue = look(jobs, "default");
        assertThat(queue.getInt("dead")).isEqualTo(1);
        assertThat(queue.getInt("running")).isEqualTo(1);
        assertThat(queue.getDouble("oldestReadyAgeSeconds")).isZero();
        jobs.request().post("/api/v1/jobs/" + hanging + "/cancel").then().statusCode(200);
    }

    @Test
    void countsForTheWholeTenantAndNoOther() {
        operator.pause("bulk");
        bulk(jobs);
        bulk(Jobs.ofSomebody());
        assertThat(look(new Jobs(jobs.tenant(), UUID.randomUUID()), "bulk").getInt("ready"))
                .isEqualTo(1);
        assertThat(look(Jobs.ofSomebody(), "bulk").getInt("ready")).isZero();
    }

    @Test
    void listsAllQueuesByName() {
        jobs.request()
                .get("/api/v1/queues")
                .then()
                .statusCode(200)
                .body("items.name", contains("ai", "bulk", "default", "manual", "notify"))
                .body("items.ready", contains(0, 0, 0, 0, 0));
    }

    @Test
    void saysWhetherAQueueIsPaused() {
        var paused = operator.pause("bulk");
        assertThat(paused.getBoolean("paused")).isTrue();
        assertThat(look(jobs, "bulk").getString("pausedAt"))
                .isEqualTo(paused.getString("pausedAt"))
                .isNotNull();
        assertThat(operator.pause("bulk").getString("pausedAt")).isEqualTo(paused.getString("pausedAt"));

        assertThat(operator.resume("bulk").getBoolean("paused")).isFalse();
        assertThat(look(jobs, "bulk").getString("pausedAt")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/pause", "/resume", "/stats", "/drain"})
    void hasNothingUnderAnUnknownName(String action) {
        var path = "/api/v1/queues/nowhere" + action;
        var request = operator.request();
        var answer = action.isEmpty() || action.equals("/stats")
                ? request.get(path)
                : request.body("{\"confirm\":true}").post(path);
        answer.then().statusCode(404).body("code", equalTo("not_found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pause", "/resume", "/drain"})
    void refusesWhoMayNot(String action) {
        jobs.request()
                .body("{\"confirm\":true}")
                .post("/api/v1/queues/bulk" + action)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        assertThat(look(jobs, "bulk").getBoolean("paused")).isFalse();
        jobs.request().get("/api/v1/queues/bulk/stats").then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void needsAToken() {
        given().get("/api/v1/queues").then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().post("/api/v1/queues/bulk/pause").then().statusCode(401);
    }
}

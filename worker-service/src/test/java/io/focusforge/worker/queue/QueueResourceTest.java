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
import java.time.Duration;
import java.time.Instant;
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
        operator.resume("aside");
    }

    private static UUID aside(Jobs of) {
        return of.accepted(
                Map.of("type", "test.scripted", "queue", "aside", "payload", Map.of("steps", List.of("DONE"))));
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
        operator.pause("aside");
        aside(jobs);
        aside(jobs);
        jobs.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                "aside",
                "runAt",
                Instant.now().plus(Duration.ofDays(30)).toString(),
                "payload",
                Map.of("steps", List.of("DONE"))));

        await().until(() -> look(jobs, "aside").getDouble("oldestReadyAgeSeconds") > 0.2);
        var queue = look(jobs, "aside");
        assertThat(queue.getInt("ready")).isEqualTo(2);
        assertThat(queue.getInt("delayed")).isEqualTo(1);
        assertThat(queue.getInt("dispatched")).isZero();
        assertThat(queue.getInt("running")).isZero();
        assertThat(queue.getInt("dead")).isZero();
    }

    @Test
    void countsWhatIsInTheStream() {
        aside(jobs);
        await().until(() -> look(jobs, "aside").getInt("dispatched") == 1);
        assertThat(look(jobs, "aside").getInt("ready")).isZero();
        await().until(() -> look(jobs, "aside").getDouble("oldestReadyAgeSeconds") > 0.2);
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
        operator.pause("aside");
        aside(jobs);
        aside(Jobs.ofSomebody());
        assertThat(look(new Jobs(jobs.tenant(), UUID.randomUUID()), "aside").getInt("ready"))
                .isEqualTo(1);
        assertThat(look(Jobs.ofSomebody(), "aside").getInt("ready")).isZero();
    }

    @Test
    void listsAllQueuesByName() {
        jobs.request()
                .get("/api/v1/queues")
                .then()
                .statusCode(200)
                .body("items.name", contains("ai", "aside", "bulk", "default", "files", "manual", "notify"))
                .body("items.ready", contains(0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void saysWhetherAQueueIsPaused() {
        var paused = operator.pause("aside");
        assertThat(paused.getBoolean("paused")).isTrue();
        assertThat(look(jobs, "aside").getString("pausedAt"))
                .isEqualTo(paused.getString("pausedAt"))
                .isNotNull();
        assertThat(operator.pause("aside").getString("pausedAt")).isEqualTo(paused.getString("pausedAt"));

        assertThat(operator.resume("aside").getBoolean("paused")).isFalse();
        assertThat(look(jobs, "aside").getString("pausedAt")).isNull();
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
                .post("/api/v1/queues/aside" + action)
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        assertThat(look(jobs, "aside").getBoolean("paused")).isFalse();
        jobs.request().get("/api/v1/queues/aside/stats").then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void needsAToken() {
        given().get("/api/v1/queues").then().statusCode(401).body("code", equalTo("unauthenticated"));
        given().post("/api/v1/queues/aside/pause").then().statusCode(401);
    }
}

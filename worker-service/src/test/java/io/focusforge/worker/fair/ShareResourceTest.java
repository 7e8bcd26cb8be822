package io.focusforge.worker.fair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ShareResourceTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    AdjustableClock clock;

    @AfterEach
    void free() {
        operator.resume("default");
        operator.request().delete(path()).then().statusCode(204);
        jobs.request().get("/api/v1/jobs?limit=200&state=running").jsonPath().getList("items.id", String.class).stream()
                .forEach(id -> jobs.request().post("/api/v1/jobs/" + id + "/cancel"));
        jobs.request().get("/api/v1/jobs?limit=200&state=queued").jsonPath().getList("items.id", String.class).stream()
                .forEach(id -> jobs.request().post("/api/v1/jobs/" + id + "/cancel"));
    }

    private String path() {
        return "/api/v1/queues/-/shares/" + jobs.tenant();
    }

    private void limit(Map<String, Object> share) {
        operator.request().body(share).put(path()).then().statusCode(200);
    }

    private static void batch(Jobs of, int count, String step) {
        var body = IntStream.range(0, count)
                .mapToObj(number -> Map.of("type", "test.scripted", "payload", Map.of("steps", List.of(step))))
                .toList();
        of.request()
                .urlEncodingEnabled(false)
                .body(Map.of("jobs", body))
                .post("/api/v1/jobs:batch")
                .then()
                .statusCode(202);
    }

    @Test
    void isLikeEverybodysUntilItIsSet() {
        operator.request()
                .get(path())
                .then()
                .statusCode(200)
                .body("weight", equalTo(1))
                .body("concurrency", nullValue());
        operator.request()
                .body(Map.of("weight", 3, "ratePerSecond", 2.5))
                .put(path())
                .then()
                .statusCode(200)
                .body("weight", equalTo(3))
                .body("burst", equalTo(3));
        operator.request().get(path()).then().body("ratePerSecond", equalTo(2.5f));
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (var share : List.of(
                Map.of("weight", 0),
                Map.of("weight", 1001),
                Map.of("concurrency", -1),
                Map.of("ratePerSecond", 0),
                Map.of("burst", 3))) {
            operator.request().body(share).put(path()).then().statusCode(400).body("code", equalTo("invalid_request"));
        }
        operator.request().get(path()).then().body("weight", equalTo(1));
        jobs.request().body(Map.of("weight", 2)).put(path()).then().statusCode(403);
        operator.request().get("/api/v1/queues/-/shares/me").then().statusCode(404);
    }

    @Test
    void boundsHowManyJobsOfATenantRunAtOnceAndCanBeChangedWhileTheyDo() {
        limit(Map.of("concurrency", 2));
        batch(jobs, 8, "HANG");
        await().until(() -> jobs.count("running") == 2);
        await().during(Duration.ofMillis(700)).until(() -> jobs.count("running") == 2);

        limit(Map.of("concurrency", 4));
        await().until(() -> jobs.count("running") == 4);
        await().during(Duration.ofMillis(500)).until(() -> jobs.count("running") == 4);
    }

    @Test
    void boundsHowManyAttemptsATenantStartsPerSecond() {
        limit(Map.of("ratePerSecond", 0.1, "burst", 3));
        batch(jobs, 5, "DONE");
        await().until(() -> jobs.count("succeeded") == 3);
        await().during(Duration.ofMillis(1200)).until(() -> jobs.count("succeeded") == 3);

        clock.putForward(Duration.ofSeconds(11));
        await().until(() -> jobs.count("succeeded") == 4);
        await().during(Duration.ofMillis(500)).until(() -> jobs.count("succeeded") == 4);
    }

    @Test
    void holdsForOneTenantOnly() {
        limit(Map.of("concurrency", 0));
        batch(jobs, 1, "DONE");
        var other = Jobs.ofSomebody();
        other.await(other.scripted("DONE"), "succeeded");
        assertThat(jobs.count("queued")).isEqualTo(1);
    }

    @Test
    void letsTheSingleJobOfATenantPassTheMultitudeOfAnother() {
        operator.pause("default");
        batch(jobs, 200, "DONE");
        var other = Jobs.ofSomebody();
        var single = other.scripted("DONE");
        operator.resume("default");

        var end = other.await(single, "succeeded").getString("finishedAt");
        await().until(() -> jobs.count("succeeded") == 200);
        var before = finished(jobs).values().stream().filter(at -> at.compareTo(end) < 0);
        assertThat(before).hasSizeLessThan(50);
    }

    private static Map<UUID, String> finished(Jobs of) {
        var found = new HashMap<UUID, String>();
        List<Map<String, String>> items = of.request()
                .get("/api/v1/jobs?limit=200&state=succeeded")
                .jsonPath()
                .getList("items");
        items.forEach(item -> found.put(UUID.fromString(item.get("id")), item.get("finishedAt")));
        return found;
    }
}

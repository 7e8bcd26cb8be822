package io.focusforge.worker.erase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class WorkerDataTest {
    private static final List<String> TABLES = List.of(
            "jobs",
            "finished_jobs",
            "schedules",
            "webhook_endpoints",
            "job_dedupe",
            "job_payloads",
            "idempotency_keys");

    private final Jobs jobs = Jobs.ofSomebody();
    private final Jobs colleague = new Jobs(jobs.tenant(), UUID.randomUUID());

    @Inject
    TenantDatabase database;

    private static Map<String, ?> later(String secret) {
        return Map.of(
                "type",
                "webhook.deliver",
                "delay",
                "P1D",
                "dedupe",
                Map.of("key", secret),
                "payload",
                Map.of("url", "https://example.com/x", "event", Map.of("type", "t", "data", Map.of("text", secret))));
    }

    private static Map<String, ?> nightly(String secret) {
        var event = Map.of("type", "t", "data", Map.of("text", secret));
        return Map.of("type", "webhook.deliver", "payload", Map.of("url", "https://example.com/x", "event", event));
    }

    private static void fill(Jobs who) {
        who.await(who.scripted("DONE"), "succeeded");
        who.request()
                .header("Idempotency-Key", "k")
                .body(later("Anna"))
                .post("/api/v1/jobs")
                .then()
                .statusCode(202);
        who.request()
                .body(Map.of("cron", "0 3 * * *", "timeZone", "UTC", "job", nightly("Anna")))
                .post("/api/v1/schedules")
                .then()
                .statusCode(201);
        who.request()
                .body(Map.of("url", "https://example.com/anna"))
                .post("/api/v1/webhooks")
                .then()
                .statusCode(201);
    }

    private long rows(String table, Jobs who) {
        return database.inTransaction(who.tenant(), connection -> connection
                .preparedQuery("SELECT count(*) FROM " + table + " WHERE tenant_id = $1 AND user_id = $2")
                .execute(Tuple.of(who.tenant(), who.user()))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0));
    }

    private JsonPath erase(Jobs who) {
        return given().header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", who.tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + who.user() + "/erasure")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void erasesAllThatNamesAPersonAndNothingOfOthers() {
        fill(jobs);
        fill(colleague);
        var others = TABLES.stream().map(table -> rows(table, colleague)).toList();

        var erased = erase(jobs);
        assertThat(erased.getBoolean("more")).isFalse();
        assertThat(erased.getInt("erased.jobs")).isEqualTo(1);
        assertThat(erased.getInt("erased.webhooks")).isEqualTo(1);

        assertThat(TABLES)
                .allSatisfy(table -> assertThat(rows(table, jobs)).as(table).isZero());
        assertThat(TABLES.stream().map(table -> rows(table, colleague)).toList())
                .isEqualTo(others);
        jobs.request().get("/api/v1/jobs").then().body("items", hasSize(0));
        assertThat(erase(jobs).getMap("erased").values())
                .allSatisfy(count -> assertThat(count).isEqualTo(0));
    }

    @Test
    void isAskedForByServicesOnly() {
        given().header("Authorization", TestTokens.bearer(jobs.tenant(), jobs.user(), "jobs:admin", "users:admin"))
                .post("/internal/subjects/" + jobs.user() + "/erasure")
                .then()
                .statusCode(403);
    }
}

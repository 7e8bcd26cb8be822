package io.focusforge.worker.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Remains;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of many dead letters by filter. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ByFilterTest {
    private final Letters letters = Letters.ofSomebody();
    private final Jobs jobs = letters.jobs();

    @Inject
    Remains remains;

    @Inject
    TenantDatabase database;

    @AfterEach
    void removeJobs() {
        remains.remove(jobs);
    }

    private Instant runAt(UUID id) {
        return Instant.parse(jobs.get(id).getString("runAt"));
    }

    private Response post(String path, String key, Map<String, Object> body) {
        return jobs.request().header("Idempotency-Key", key).body(body).post(Letters.ALL + path);
    }

    @Test
    void spreadsManyOverTimeTheOldestDeathFirst() {
        var ids = letters.unrunnable(4);
        var answer = letters.replay(Map.of("rate", 1, "limit", 3)).then().statusCode(202);
        answer.body("replayed", equalTo(3)).body("remaining", equalTo(1));

        var first = Instant.parse(answer.extract().path("firstRunAt"));
        assertThat(runAt(ids.get(0))).isEqualTo(first);
        assertThat(runAt(ids.get(1))).isEqualTo(first.plusSeconds(1));
        assertThat(runAt(ids.get(2))).isEqualTo(first.plusSeconds(2));
        assertThat(answer.extract().<String>path("lastRunAt"))
                .isEqualTo(first.plusSeconds(2).toString());
        assertThat(letters.ids("")).containsExactly(ids.get(3));
    }

    @Test
    void replaysOnlyWhatTheFilterMatches() {
        var failed = letters.failed("notify");
        var unknown = letters.unrunnable(1).getFirst();
        letters.replay(Map.of(
                        "errorCode", "unknown_type", "type", "from.the.future", "diedAfter", "2026-01-01T00:00:00Z"))
                .then()
                .statusCode(202)
                .body("replayed", equalTo(1));
        assertThat(jobs.get(unknown).getString("state")).isEqualTo("queued");
        assertThat(letters.ids("")).containsExactly(failed);
        jobs.request()
                .body(Map.of())
                .post("/api/v1/queues/ai/dead-letters/replay")
                .then()
                .statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "discard"})
    void needsAConfirmationForMoreThanAThousand(String action) {
        letters.manyUnrunnable(1_001);
        var path = Letters.ALL + "/" + action;
        jobs.request()
                .body(Map.of())
                .post(path)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo("confirm"))
                .body("detail", containsString("1001"));
        jobs.request().body(Map.of("confirm", false)).post(path).then().statusCode(400);
        assertThat(jobs.count("queued")).isZero();

        Map<String, Object> confirmed =
                action.equals("replay") ? Map.of("confirm", true, "rate", 1) : Map.of("confirm", true);
        var done = jobs.request().body(confirmed).post(path).then().extract().jsonPath();
        assertThat(done.getInt(action + "ed")).isEqualTo(1_001);
        assertThat(done.getInt("remaining")).isZero();
        if (action.equals("replay")) {
            assertThat(Duration.between(
                            Instant.parse(done.getString("firstRunAt")), Instant.parse(done.getString("lastRunAt"))))
                    .isEqualTo(Duration.ofSeconds(1_000));
            assertThat(latestRunAt()).isEqualTo(Instant.parse(done.getString("lastRunAt")));
        }
        assertThat(letters.ids("")).isEmpty();
    }

    private Instant latestRunAt() {
        return database.inTransaction(jobs.tenant(), connection -> connection
                .query("SELECT max(run_at) AS latest FROM jobs WHERE tenant_id = '" + jobs.tenant() + "'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getOffsetDateTime("latest")
                .toInstant());
    }

    @Test
    void discardsManyTheOldestDeathFirst() {
        var ids = letters.unrunnable(3);
        letters.discard(Map.of("limit", 2))
                .then()
                .statusCode(200)
                .body("discarded", equalTo(2))
                .body("remaining", equalTo(1));
        assertThat(letters.ids("")).containsExactly(ids.get(2));
        jobs.request().get("/api/v1/jobs/" + ids.get(0)).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "discard"})
    void changesManyOnceUnderAnIdempotencyKey(String action) {
        letters.unrunnable(3);
        var first = post("/" + action, "k1", Map.of("limit", 1));
        first.then().header("Idempotency-Replayed", nullValue()).body("remaining", equalTo(2));
        var second = post("/" + action, "k1", Map.of("limit", 1));
        second.then().statusCode(first.statusCode()).header("Idempotency-Replayed", "true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(letters.ids("")).hasSize(2);
        post("/" + action, "k1", Map.of("limit", 2))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"replay", "discard"})
    void saysThatNothingMatchesAndForgetsTheKey(String action) {
        var nothing = post("/" + action, "k1", Map.of("type", "test.scripted"));
        nothing.then().statusCode(404).body("code", equalTo("not_found")).body("detail", containsString("matches no"));
        letters.failed("default");
        post("/" + action, "k1", Map.of("type", "test.scripted"))
                .then()
                .statusCode(action.equals("replay") ? 202 : 200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {'rate':0}                               | invalid_request | rate
            {'rate':1001}                            | invalid_request | rate
            {'limit':0}                              | invalid_request | limit
            {'limit':10001}                          | invalid_request | limit
            {'confirm':'yes'}                        | invalid_type    | confirm
            {'type':'a b'}                           | invalid_request | type
            {'diedAfter':'soon'}                     | invalid_type    | diedAfter
            {'diedAfter':'2026-01-02T00:00:00Z','diedBefore':'2026-01-01T00:00:00Z'} | invalid_request | diedBefore
            {'queue':'ai'}                           | unknown_field   | queue
            []                                       | invalid_json    | object""")
    void refusesBadFiltersAndReplaysNothing(String body, String code, String detail) {
        var id = letters.unrunnable(1).getFirst();
        jobs.request()
                .body(body.replace('\'', '"'))
                .post(Letters.ALL + "/replay")
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
        assertThat(letters.ids("")).containsExactly(id);
    }
}

package io.focusforge.worker.queue;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class DrainTest {
    private static final String LATER = Instant.now().plus(Duration.ofDays(30)).toString();
    private static final String CONFIRMED = "{\"confirm\":true}";

    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    private static UUID waiting(Jobs of, String queue) {
        return of.accepted(
                Map.of("type", "test.scripted", "queue", queue, "payload", Map.of("steps", List.of("DONE"))));
    }

    private static UUID delayed(Jobs of, String queue) {
        return of.accepted(Map.of(
                "type", "test.scripted", "queue", queue, "runAt", LATER, "payload", Map.of("steps", List.of("DONE"))));
    }

    private io.restassured.response.Response drain(String body) {
        return operator.request().body(body).post("/api/v1/queues/manual/drain");
    }

    @Test
    void cancelsWhatTheTenantHasWaiting() {
        var inStream = waiting(jobs, "manual");
        await().until(() -> operator.queue("manual").getInt("dispatched") == 1);
        var delayed = delayed(new Jobs(jobs.tenant(), UUID.randomUUID()), "manual");
        var elsewhere = delayed(jobs, "aside");
        var other = Jobs.ofSomebody();
        var others = delayed(other, "manual");

        drain(CONFIRMED).then().statusCode(200).body("cancelled", equalTo(2)).body("complete", equalTo(true));
        assertThat(jobs.get(inStream).getString("state")).isEqualTo("cancelled");
        assertThat(jobs.get(inStream).getString("finishedAt")).isNotNull();
        assertThat(operator.queue("manual").getInt("delayed"))
                .as("of " + delayed)
                .isZero();
        assertThat(jobs.get(elsewhere).getString("state")).isEqualTo("queued");
        assertThat(other.get(others).getString("state")).isEqualTo("queued");
        drain(CONFIRMED).then().statusCode(200).body("cancelled", equalTo(0)).body("complete", equalTo(true));
    }

    @Test
    void leavesNothingWhenThereIsMoreThanABatch() {
        internal(1000);
        internal(300);
        drain(CONFIRMED).then().statusCode(200).body("cancelled", equalTo(1300)).body("complete", equalTo(true));
        assertThat(operator.queue("manual").getInt("delayed")).isZero();
    }

    private void internal(int count) {
        var requests = IntStream.range(0, count)
                .mapToObj(number -> Map.of(
                        "id", UUID.randomUUID(),
                        "tenantId", jobs.tenant(),
                        "user", jobs.user(),
                        "type", "test.scripted",
                        "queue", "manual",
                        "payload", Map.of("steps", List.of("DONE")),
                        "runAt", LATER))
                .toList();
        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("orchestrator", jobs.tenant(), jobs.user(), "internal:write"))
                .contentType("application/json")
                .body(requests)
                .post("/internal/jobs")
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"confirm\":false}", "{\"confirm\":null}"})
    void wantsToBeConfirmed(String body) {
        var id = delayed(jobs, "manual");
        drain(body)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("detail", containsString("confirm: must be true"));
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
    }

    @Test
    void isNotForEverybodyWhoMayLeaveJobs() {
        var id = delayed(jobs, "manual");
        jobs.request()
                .body(CONFIRMED)
                .post("/api/v1/queues/manual/drain")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
    }
}

package io.focusforge.worker.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.id.Ids;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class InternalJobResourceTest {
    private final Jobs jobs = Jobs.ofSomebody();

    private Map<String, Object> request(UUID id, String type, Object payload) {
        return Map.of("id", id, "tenantId", jobs.tenant(), "user", jobs.user(), "type", type, "payload", payload);
    }

    private Response post(Object body) {
        return given().header(
                        "Authorization",
                        TestTokens.bearerFrom("orchestrator", UUID.randomUUID(), UUID.randomUUID(), "internal:write"))
                .contentType("application/json")
                .body(body)
                .post("/internal/jobs");
    }

    @Test
    void runsEachJobOnceHoweverOftenItIsAskedFor() {
        var first = Ids.next();
        var batch = List.of(
                request(first, "test.scripted", Map.of("steps", List.of("DONE"))),
                request(Ids.next(), "test.scripted", Map.of("steps", List.of("DONE"))));
        post(batch).then().statusCode(202);
        jobs.await(first, "succeeded");
        post(batch).then().statusCode(202);

        assertThat(jobs.count()).isEqualTo(2);
        assertThat(jobs.get(first).getInt("attempt")).isEqualTo(1);
    }

    @Test
    void keepsWhatItCannotRunAsDeadJobs() {
        var unknown = Ids.next();
        var broken = Ids.next();
        var good = Ids.next();
        post(List.of(
                        request(unknown, "from.the.future", Map.of()),
                        request(broken, "task.analyze", Map.of("taskId", "none")),
                        request(good, "test.scripted", Map.of("steps", List.of("DONE")))))
                .then()
                .statusCode(202);

        assertThat(jobs.get(unknown).getString("state")).isEqualTo("dead");
        assertThat(jobs.get(unknown).getString("errors[0].code")).isEqualTo("unknown_type");
        assertThat(jobs.get(broken).getString("errors[0].code")).isEqualTo("invalid_payload");
        jobs.await(good, "succeeded");
    }

    @Test
    void isClosedToUsers() {
        jobs.request()
                .body(List.of(request(Ids.next(), "test.scripted", Map.of())))
                .post("/internal/jobs")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesMoreThanAThousand() {
        post(Collections.nCopies(1001, request(Ids.next(), "test.scripted", Map.of())))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
        assertThat(jobs.count()).isZero();
    }

    @Test
    void refusesARequestWithoutAnId() {
        post(List.of(Map.of("tenantId", jobs.tenant(), "user", jobs.user(), "type", "test.scripted")))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }
}

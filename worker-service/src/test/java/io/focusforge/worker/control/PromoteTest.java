package io.focusforge.worker.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PromoteTest {
    private final Jobs jobs = Jobs.ofSomebody();

    private UUID tomorrow() {
        return jobs.accepted(
                Map.of("type", "test.scripted", "delay", "P1D", "payload", Map.of("steps", List.of("DONE"))));
    }

    private ValidatableResponse promote(Jobs who, Object id) {
        return who.request().post("/api/v1/jobs/" + id + "/promote").then();
    }

    @Test
    void runsADelayedJobNow() {
        var id = tomorrow();
        promote(jobs, id).statusCode(200).body("state", equalTo("queued"));
        assertThat(jobs.await(id, "succeeded").getInt("attempt")).isEqualTo(1);
    }

    @Test
    void makesTheNextAttemptNowWithoutForgettingTheLast() {
        var id = jobs.scripted("RETRY_IN_AN_HOUR", "DONE");
        await().until(() -> jobs.get(id).getList("errors").size() == 1);
        promote(jobs, id).statusCode(200);
        assertThat(jobs.await(id, "succeeded").getInt("attempt")).isEqualTo(2);
    }

    @Test
    void refusesAJobThatDoesNotWaitForALaterTime() {
        var due = jobs.accepted(
                Map.of("type", "test.scripted", "queue", "manual", "payload", Map.of("steps", List.of("DONE"))));
        promote(jobs, due).statusCode(409).body("code", equalTo("conflict")).body("detail", containsString("queued"));
        var done = jobs.scripted("DONE");
        jobs.await(done, "succeeded");
        promote(jobs, done).statusCode(409).body("detail", containsString("succeeded"));
    }

    @Test
    void hidesJobsOfOthers() {
        var id = tomorrow();
        for (var other :
                new Jobs[] {new Jobs(jobs.tenant(), UUID.randomUUID()), new Jobs(UUID.randomUUID(), jobs.user())}) {
            promote(other, id).statusCode(404).body("code", equalTo("not_found"));
        }
        promote(jobs, "nothing").statusCode(404);
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
    }
}

package io.focusforge.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Scripted;
import io.focusforge.worker.testing.Talking;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class CancelWatchTest {
    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    Scripted scripted;

    @Inject
    Talking talking;

    @Inject
    Runner runner;

    /**
     * One after the other: renewals of leases are two seconds apart, so that what only they stop would take nearly that long the second
     * time. The rest is for a machine that has other things to do.
     */
    @Test
    void stopsCancelledJobsBeforeTheirLeasesAreRenewed() {
        for (var i = 0; i < 2; i++) {
            var id = jobs.scripted("HANG");
            await().until(() -> scripted.isHanging(id));
            jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);

            await().atMost(Duration.ofMillis(1500))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> scripted.wasInterrupted(id));
        }
    }

    @Test
    void refusesTheResultOfAHandlerThatWentOn() {
        var id = jobs.accepted(Talking.job(Talking.step(Talking.Kind.IGNORE_INTERRUPTS)));
        await().until(() -> talking.isHeld(id));
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);
        talking.release(id);

        await().until(() -> runner.running().stream()
                .noneMatch(attempt -> attempt.job().key().id().equals(id)));
        assertThat(jobs.get(id).getString("state")).isEqualTo("cancelled");
        assertThat(jobs.get(id).getList("errors")).isEmpty();
        jobs.request()
                .post("/api/v1/jobs/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"))
                .body("detail", containsString("cancelled"));
    }
}

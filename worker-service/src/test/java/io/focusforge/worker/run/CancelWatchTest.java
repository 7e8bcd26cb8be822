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
import java.util.stream.Stream;
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
     * One after the other: renewals of leases are two seconds apart, so that what only they stop takes nearly that long each time but the
     * first. The machine may have other things to do most of the times.
     */
    @Test
    void stopsCancelledJobsBeforeTheirLeasesAreRenewed() {
        var waits = Stream.generate(this::cancelled).limit(5).skip(1);
        assertThat(waits).anyMatch(wait -> wait.compareTo(Duration.ofMillis(1200)) < 0);
    }

    private Duration cancelled() {
        var id = jobs.scripted("HANG");
        await().until(() -> scripted.isHanging(id));
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);
        var since = System.nanoTime();
        await().pollInterval(Duration.ofMillis(10)).until(() -> scripted.wasInterrupted(id));
        return Duration.ofNanos(System.nanoTime() - since);
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

package io.focusforge.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Scripted;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class LifecycleTest {
    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    Scripted handler;

    @Inject
    TenantDatabase database;

    @Inject
    Leases leases;

    @Test
    void succeedsAndTellsIt() {
        var job = jobs.await(jobs.scripted("DONE"), "succeeded");
        assertThat(job.getInt("attempt")).isEqualTo(1);
        assertThat(job.getList("errors")).isEmpty();
        assertThat(job.getString("finishedAt")).isNotNull();
        assertThat(events()).containsExactly("io.focusforge.job.succeeded.v1");
    }

    @Test
    void triesAgainUntilItSucceeds() {
        var job = jobs.await(jobs.scripted("RETRY", "THROW", "DONE"), "succeeded");
        assertThat(job.getInt("attempt")).isEqualTo(3);
        assertThat(job.getList("errors.code")).containsExactly("away", "internal_error");
        assertThat(job.getList("errors.attempt")).containsExactly(1, 2);
    }

    @Test
    void diesAfterItsLastAttemptAndTellsIt() {
        var job = jobs.await(jobs.scripted("RETRY"), "dead");
        assertThat(job.getInt("attempt")).isEqualTo(3);
        assertThat(job.getList("errors.code")).containsExactly("away", "away", "away");
        assertThat(events()).containsExactly("io.focusforge.job.dead.v1");
    }

    @Test
    void diesAtOnceWhenARetryIsOfNoUse() {
        var job = jobs.await(jobs.scripted("FAIL"), "dead");
        assertThat(job.getInt("attempt")).isEqualTo(1);
        assertThat(job.getList("errors.code")).containsExactly("gone");
    }

    @Test
    void keepsTheLastTenErrors() {
        var id = jobs.accepted(
                Map.of("type", "test.scripted", "maxAttempts", 12, "payload", Map.of("steps", List.of("RETRY"))));
        var job = jobs.await(id, "dead");
        assertThat(job.getList("errors.attempt")).containsExactly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void doesNotShowWhatAnExceptionSaid() {
        var id = jobs.scripted("THROW");
        jobs.await(id, "dead");
        assertThat(jobs.request().get("/api/v1/jobs/" + id).asString()).doesNotContain("swordfish");
    }

    @Test
    void waitsAsLongAsItWasAskedTo() {
        var id = jobs.scripted("RETRY_IN_AN_HOUR");
        await().until(() -> jobs.get(id).getList("errors").size() == 1);
        assertThat(Instant.parse(jobs.get(id).getString("runAt")))
                .isAfter(Instant.now().plus(Duration.ofMinutes(59)));
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
    }

    @Test
    void interruptsAnAttemptWhoseTimeIsUp() {
        var id = jobs.scripted("HANG", "DONE");
        var job = jobs.await(id, "succeeded");
        assertThat(job.getList("errors.code")).containsExactly("timeout");
        assertThat(handler.wasInterrupted(id)).isTrue();
    }

    @Test
    void interruptsACancelledJobAndRecordsNothingMore() {
        var id = jobs.scripted("HANG", "DONE");
        await().until(() -> handler.isHanging(id));
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);
        leases.renew();

        await().until(() -> handler.wasInterrupted(id));
        assertThat(jobs.get(id).getString("state")).isEqualTo("cancelled");
        assertThat(jobs.get(id).getList("errors")).isEmpty();
    }

    @Test
    void givesARetriedJobAllItsAttemptsAnew() {
        var id = jobs.scripted("RETRY", "RETRY", "RETRY");
        jobs.await(id, "dead");
        jobs.request().post("/api/v1/jobs/" + id + "/retry").then().statusCode(200);
        await().until(() -> jobs.get(id).getList("errors").size() == 6);
        assertThat(jobs.await(id, "dead").getInt("attempt")).isEqualTo(3);
    }

    private List<String> events() {
        return await().until(this::storedEvents, found -> !found.isEmpty());
    }

    private List<String> storedEvents() {
        UUID tenant = jobs.tenant();
        var types = new ArrayList<String>();
        database.inTransaction(tenant, connection -> connection
                        .query("SELECT payload::json ->> 'type' AS type FROM outbox WHERE kind = 'event' ORDER BY id")
                        .execute()
                        .await()
                        .atMost(Duration.ofSeconds(30)))
                .forEach(row -> types.add(row.getString("type")));
        return types;
    }
}

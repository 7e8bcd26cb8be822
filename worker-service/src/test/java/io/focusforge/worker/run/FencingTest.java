package io.focusforge.worker.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.finish.EndingStore;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobResult;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Takes jobs of a queue that the application does not serve, as a worker elsewhere would. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class FencingTest {
    private static final RetryPolicy AT_ONCE = new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1));

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    ClaimStore claims;

    @Inject
    EndingStore endings;

    @Inject
    TenantDatabase database;

    @Inject
    AdjustableClock clock;

    private UUID waiting(int maxAttempts) {
        return jobs.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                "manual",
                "maxAttempts",
                maxAttempts,
                "payload",
                Map.of("steps", List.of("DONE"))));
    }

    private ClaimedJob claim(UUID id) {
        return await().until(() -> claims.claim(List.of(new JobKey(jobs.tenant(), id))), found -> !found.isEmpty())
                .getFirst();
    }

    private Ending ending(ClaimedJob job, JobResult result) {
        var held = new Ending.Held(
                job.key(), job.fence(), job.type(), job.queue(), job.state().attempt(), job.traceparent());
        return Ending.of(held, job.state(), result, AT_ONCE, clock.instant(), new Random());
    }

    private List<Ending> finish(Ending... ended) {
        return database.acrossTenants(connection -> endings.end(connection, List.of(ended), clock.instant()));
    }

    private int finish(ClaimedJob job, JobResult result) {
        return finish(ending(job, result)).size();
    }

    @Test
    void givesAJobToOneWorkerOnly() {
        var id = waiting(3);
        claim(id);
        assertThat(claims.claim(List.of(new JobKey(jobs.tenant(), id)))).isEmpty();
    }

    @Test
    void takesAJobFromAWorkerThatIsNotHeardOfAndRefusesItsLateFinish() {
        var id = waiting(3);
        var late = claim(id);
        clock.putForward(Duration.ofSeconds(7));
        await().until(() -> jobs.get(id).getString("state").equals("queued"));
        assertThat(jobs.get(id).getList("errors.code")).containsExactly("lease_expired");
        clock.putForward(Duration.ofSeconds(2));
        var present = claim(id);

        assertThat(finish(late, JobResult.failed("late", "Too late."))).isZero();
        assertThat(jobs.get(id).getString("state")).isEqualTo("running");
        assertThat(finish(present, JobResult.done())).isEqualTo(1);
        assertThat(jobs.get(id).getString("state")).isEqualTo("succeeded");
        assertThat(present.state().attempt()).isEqualTo(2);
    }

    @Test
    void refusesALateFinishThatIsWrittenTogetherWithTheOneInTime() {
        var id = waiting(3);
        var late = ending(claim(id), JobResult.done());
        clock.putForward(Duration.ofSeconds(7));
        await().until(() -> jobs.get(id).getString("state").equals("queued"));
        clock.putForward(Duration.ofSeconds(2));
        var present = ending(claim(id), JobResult.done());

        assertThat(finish(late, present)).containsExactly(present);
        assertThat(jobs.get(id).getString("state")).isEqualTo("succeeded");
    }

    @Test
    void buriesAJobThatKilledItsLastWorker() {
        var id = waiting(1);
        claim(id);
        clock.putForward(Duration.ofSeconds(7));
        assertThat(jobs.await(id, "dead").getList("errors.code")).containsExactly("lease_expired");
    }

    @Test
    void keepsAJobWhoseLeaseIsRenewed() {
        var id = waiting(3);
        var job = claim(id);
        clock.putForward(Duration.ofSeconds(4));
        assertThat(claims.renew(List.of(job))).containsExactly(job.key());
        clock.putForward(Duration.ofSeconds(4));
        assertThat(finish(job, JobResult.done())).isEqualTo(1);
    }

    @Test
    void refusesTheFinishOfACancelledAndRetriedJob() {
        var id = waiting(3);
        var late = claim(id);
        jobs.request().post("/api/v1/jobs/" + id + "/cancel").then().statusCode(200);
        assertThat(finish(late, JobResult.done())).isZero();
        jobs.request().post("/api/v1/jobs/" + id + "/retry").then().statusCode(200);
        var present = claim(id);

        assertThat(present.state().attempt()).isEqualTo(late.state().attempt());
        assertThat(finish(late, JobResult.done())).isZero();
        assertThat(claims.renew(List.of(late))).isEmpty();
        assertThat(jobs.get(id).getString("state")).isEqualTo("running");
    }

    @Test
    void doesNotCountAnAttemptThatWasHandedBack() {
        var id = waiting(3);
        claims.handBack(List.of(claim(id)));
        assertThat(jobs.get(id).getString("state")).isEqualTo("queued");
        assertThat(claim(id).state().attempt()).isEqualTo(1);
    }
}

package io.focusforge.worker.progress;

import static io.focusforge.worker.testing.Talking.log;
import static io.focusforge.worker.testing.Talking.logs;
import static io.focusforge.worker.testing.Talking.progress;
import static io.focusforge.worker.testing.Talking.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Talking;
import io.focusforge.worker.testing.Talking.Kind;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class ProgressTest {
    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    Talking handler;

    @Inject
    ProgressStore store;

    @Inject
    TenantDatabase database;

    private JsonPath page(UUID id, String query) {
        return jobs.request()
                .get("/api/v1/jobs/" + id + "/log" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long rows() {
        return database.inTransaction(jobs.tenant(), connection -> connection
                .query("SELECT count(*) FROM job_progress")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0));
    }

    @Test
    void showsHowFarAJobHasComeAndItsLastWord() {
        var id = jobs.accepted(Talking.job(progress(40, "Half of it"), step(Kind.HOLD), progress(99, null)));
        await().until(() -> jobs.get(id).get("progress") != null);
        assertThat(jobs.get(id).getInt("progress.percent")).isEqualTo(40);
        assertThat(jobs.get(id).getString("progress.message")).isEqualTo("Half of it");
        assertThat(jobs.get(id).getInt("progress.attempt")).isEqualTo(1);
        handler.release(id);

        var done = jobs.await(id, "succeeded");
        assertThat(done.getInt("progress.percent")).isEqualTo(99);
        assertThat(done.getString("progress.message")).isNull();
    }

    @Test
    void logsInPagesOverAllAttempts() {
        var id = jobs.accepted(Talking.job(logs(2, "two\nlines"), step(Kind.FAIL_THE_FIRST_TIME), log("again")));
        jobs.await(id, "succeeded");

        var first = page(id, "?limit=3");
        assertThat(first.getList("items.number")).containsExactly(1, 2, 3);
        assertThat(first.getList("items.line")).containsOnly("two lines");
        assertThat(first.getList("items.attempt")).containsExactly(1, 1, 2);
        var rest = page(id, "?limit=3&cursor=" + first.getString("nextCursor"));
        assertThat(rest.getList("items.line")).containsExactly("two lines", "again");
        assertThat(rest.getString("nextCursor")).isNull();
    }

    @Test
    void keepsTheLastLinesCutToTheirLimit() {
        var id = jobs.accepted(Talking.job(logs(700, "y"), step(Kind.HOLD), logs(600, "x".repeat(1_500))));
        await().until(() -> page(id, "?limit=200").getList("items").size() == 200);
        handler.release(id);
        jobs.await(id, "succeeded");
        var kept = page(id, "?limit=200");
        assertThat(kept.getInt("items[0].number")).isEqualTo(301);
        assertThat(database.inTransaction(jobs.tenant(), connection -> connection
                                .query("SELECT count(*) AS lines, max(length(line)) AS longest FROM job_log")
                                .execute()
                                .await()
                                .atMost(Duration.ofSeconds(30)))
                        .iterator()
                        .next()
                        .toJson()
                        .encode())
                .isEqualTo("{\"lines\":1000,\"longest\":1000}");
    }

    @Test
    void storesNothingForAJobThatSaysNothing() {
        jobs.await(jobs.scripted("DONE"), "succeeded");
        assertThat(rows()).isZero();
    }

    @Test
    void refusesProgressOutOfBoundsAndStoresNothing() {
        var id = jobs.accepted(Talking.job(progress(101, "too much")));
        assertThat(jobs.await(id, "dead").getList("errors.code")).containsOnly("internal_error");
        assertThat(rows()).isZero();
    }

    @Test
    void doesNotLetALateAttemptTalkOverALaterOne() {
        var job = new JobKey(jobs.tenant(), UUID.randomUUID());
        assertThat(store(job, 2, 20)).isEqualTo(1);
        assertThat(store(job, 1, 99)).isZero();
        assertThat(find(job).percent()).isEqualTo(20);
        assertThat(store(job, 3, 5)).isEqualTo(1);
        assertThat(find(job).percent()).isEqualTo(5);
    }

    private int store(JobKey job, int attempt, int percent) {
        var now = Instant.now();
        var part = new Report.Part(
                new Report.Source(job, attempt, attempt), new Progress(percent, null, attempt, now), List.of(), 0);
        return database.acrossTenants(connection -> store.store(connection, List.of(part), now));
    }

    private Progress find(JobKey job) {
        return database.inTransaction(job.tenant(), connection -> store.find(connection, job))
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/log", "/events"})
    void hidesJobsOfOthers(String what) {
        var id = jobs.accepted(Talking.job(log("mine")));
        jobs.await(id, "succeeded");
        for (var other :
                new Jobs[] {new Jobs(jobs.tenant(), UUID.randomUUID()), new Jobs(UUID.randomUUID(), jobs.user())}) {
            other.request()
                    .get("/api/v1/jobs/" + id + what)
                    .then()
                    .statusCode(404)
                    .body("code", equalTo("not_found"));
        }
        jobs.request().get("/api/v1/jobs/" + UUID.randomUUID() + what).then().statusCode(404);
        jobs.request().get("/api/v1/jobs/nothing" + what).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=x", "cursor=__________8", "limit=0", "limit=many"})
    void refusesBadParameters(String query) {
        var id = jobs.accepted(Talking.job(log("mine")));
        jobs.request().get("/api/v1/jobs/" + id + "/log?" + query).then().statusCode(400);
    }
}

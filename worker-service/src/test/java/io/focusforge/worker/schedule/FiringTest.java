package io.focusforge.worker.schedule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Schedules of an hour, and schedulers whose clock is put forward: the one of the application finds nothing to do. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class FiringTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_BIT = Duration.ofSeconds(5);
    private static final int SCHEDULERS = 8;

    private final Timetable timetable = new Timetable(Jobs.ofSomebody());
    private final Jobs jobs = timetable.jobs();
    private Duration ahead = A_BIT;

    @Inject
    Clock clock;

    @Inject
    Schedulers schedulers;

    @Inject
    TenantDatabase database;

    @TestHTTPResource(value = "/metrics", management = true)
    String metricsPage;

    @AfterEach
    void clear() {
        timetable.clear();
    }

    private void after(Duration time) {
        ahead = ahead.plus(time);
        schedulers.another().run(Clock.offset(clock, ahead));
    }

    private UUID hourly(String step, String policy, String value) {
        return timetable.made(Timetable.hourly(step, Map.of(policy, value)));
    }

    @Test
    void firesByItselfForItsUser() {
        var id = timetable.made(Timetable.hourly("DONE", Map.of("cron", "* * * * * *")));
        await().atMost(Duration.ofSeconds(30)).until(() -> timetable.get(id).getInt("fired") >= 2);
        var fires = timetable.get("/" + id + "/fires");
        assertThat(fires.getList("items.at")).doesNotHaveDuplicates();
        for (var job : fires.getList("items.jobId", UUID.class)) {
            jobs.await(job, "succeeded");
        }
        assertThat(given().get(metricsPage).asString())
                .contains("focusforge_schedules_fires_total{outcome=\"started\"}")
                .contains("focusforge_schedules_missed_total")
                .contains("focusforge_schedules_lag_seconds_count");
    }

    @Test
    void looksForWhatIsDueInAnIndex() {
        var plan = database.acrossTenants(connection -> {
            new Statement("SET LOCAL enable_seqscan = off").run(connection);
            var lines = new StringBuilder();
            new Statement("EXPLAIN " + DueStore.TAKE.sql())
                    .run(connection, Instant.EPOCH, 10)
                    .forEach(row -> lines.append(row.getString(0)).append('\n'));
            return lines.toString();
        });
        assertThat(plan).contains("schedules_due", "Index Cond: (look_at");
    }

    @Test
    void eachTimeFiresOnceHoweverManySchedulersThereAre() throws Exception {
        var schedules = IntStream.range(0, 12)
                .mapToObj(number -> hourly("DONE", "overlap", "replace"))
                .toList();
        for (var hour = 1; hour <= 3; hour++) {
            ahead = ahead.plus(HOUR);
            runAtOnce(SCHEDULERS);
            var made = hour * schedules.size();
            assertThat(jobs.count()).isEqualTo(made);
            await().until(() -> jobs.count("succeeded") == made);
        }
        for (var id : schedules) {
            var fires = timetable.get("/" + id + "/fires");
            assertThat(fires.getList("items.jobId"))
                    .hasSize(3)
                    .doesNotHaveDuplicates()
                    .doesNotContainNull();
            assertThat(timetable.get(id).getInt("fired")).isEqualTo(3);
        }
    }

    private void runAtOnce(int many) throws Exception {
        try (var threads = Executors.newFixedThreadPool(many)) {
            for (var round : threads.invokeAll(
                    Collections.nCopies(many, () -> schedulers.another().run(Clock.offset(clock, ahead))))) {
                round.get();
            }
        }
    }

    @Test
    void aTimeThatHasFiredDoesNotFireAgainWhateverTheScheduleSays() {
        var id = hourly("DONE", "overlap", "replace");
        after(HOUR);
        turnBack(id);
        schedulers.another().run(Clock.offset(clock, ahead));
        assertThat(jobs.count()).isEqualTo(1);
        assertThat(timetable.get(id).getInt("fired")).isEqualTo(1);
        after(HOUR);
        assertThat(jobs.count()).isEqualTo(2);
    }

    private void turnBack(UUID id) {
        change(id, "next_at = next_at - interval '1 hour', look_at = look_at - interval '1 hour'");
    }

    private void change(UUID id, String set) {
        database.inTransaction(jobs.tenant(), connection -> new Statement(
                        "UPDATE schedules SET " + set + " WHERE tenant_id = $1 AND id = $2")
                .run(connection, jobs.tenant(), id));
    }

    @Test
    void aJobThatIsNotTakenAnyMoreIsAFireThatFailed() {
        var id = hourly("DONE", "overlap", "skip");
        change(id, "job = jsonb_set(job, '{type}', '\"test.gone\"')");
        after(HOUR);
        var schedule = timetable.get(id);
        assertThat(schedule.getString("lastFires[0].state")).isEqualTo("failed");
        assertThat(schedule.getString("lastFires[0].error.code")).isEqualTo("invalid_request");
        assertThat(jobs.count()).isZero();
        timetable.act(id, "trigger").then().statusCode(409);
        change(id, "job = jsonb_set(job, '{type}', '\"test.scripted\"')");
        after(HOUR);
        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void oneThatCannotBeUnderstoodDoesNotKeepTheOthers() {
        var good = hourly("DONE", "overlap", "skip");
        var bad = hourly("DONE", "overlap", "skip");
        change(
                bad,
                "every_ms = NULL, anchor = NULL, cron = '0 0 * * *', zone = 'Europe/Atlantis', look_at = look_at - interval '1 minute'");
        after(HOUR);
        assertThat(timetable.get(good).getInt("fired")).isEqualTo(1);
        assertThat(timetable.get(bad).getInt("fired")).isZero();
    }

    @Test
    void keepsTheNewestFiresOnly() {
        var id = hourly("DONE", "overlap", "replace");
        var many = IntStream.range(0, 105)
                .mapToObj(number -> "('%s'::uuid, '%s'::uuid, now() - interval '%d days', false, 'started', 1, false)"
                        .formatted(jobs.tenant(), id, number + 1))
                .toList();
        database.inTransaction(jobs.tenant(), connection -> new Statement(
                        "INSERT INTO schedule_fires (tenant_id, schedule_id, due_at, manual, state, times, more) VALUES "
                                + String.join(",", many))
                .run(connection));
        after(HOUR);
        assertThat(timetable.get("/" + id + "/fires?limit=200").getList("items"))
                .hasSize(100);
        assertThat(timetable.get(id).getList("lastFires")).hasSize(10);
    }
}

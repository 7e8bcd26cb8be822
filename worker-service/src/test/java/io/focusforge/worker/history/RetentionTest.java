package io.focusforge.worker.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class RetentionTest {
    private static final String QUEUE = "default";

    private final Jobs jobs = Jobs.ofSomebody();

    @Inject
    HistoryStore store;

    @Inject
    TenantDatabase database;

    @Inject
    JobsConfig config;

    @Inject
    Clock clock;

    private Retention in(Duration time) {
        return new Retention(store, database, config, Clock.offset(clock, time));
    }

    private List<LocalDate> days() {
        return database.acrossTenants(connection -> store.days(connection, QUEUE)).stream()
                .map(HistoryStore.Day::date)
                .toList();
    }

    @Test
    void keepsFinishedJobsReadableAndDropsThemByDay() {
        in(Duration.ZERO).keep();
        var today = HistoryStore.day(clock.instant());
        assertThat(days()).contains(today, today.plusDays(3));
        var done = jobs.scripted("DONE");
        var dead = jobs.scripted("FAIL");
        jobs.await(done, "succeeded");
        jobs.await(dead, "dead");

        in(config.retention().minusDays(1)).keep();
        assertThat(jobs.get(done).getString("state")).isEqualTo("succeeded");

        in(config.retention().plusDays(1)).keep();
        assertThat(days()).doesNotContain(today);
        jobs.request().get("/api/v1/jobs/" + done).then().statusCode(404);
        await().untilAsserted(
                        () -> jobs.request().get("/api/v1/jobs/" + dead).then().statusCode(404));
        assertThat(jobs.count()).isZero();
        in(Duration.ZERO).keep();
        jobs.await(jobs.scripted("DONE"), "succeeded");
    }

    @Test
    void movesWhatEndedBeforeItsDayWasPrepared() {
        var far = Duration.ofDays(400);
        var day = HistoryStore.day(clock.instant().plus(far));
        var done = jobs.scripted("DONE");
        jobs.await(done, "succeeded");
        database.acrossTenants(connection -> new Statement("""
                WITH gone AS (DELETE FROM finished_jobs WHERE tenant_id = $1 RETURNING *)
                INSERT INTO finished_jobs
                SELECT (jsonb_populate_record(NULL::finished_jobs, to_jsonb(gone) || jsonb_build_object('finished_at', $2::timestamptz))).*
                FROM gone""")
                .run(connection, jobs.tenant(), clock.instant().plus(far)));

        in(far).keepDays();
        assertThat(days()).contains(day);
        assertThat(jobs.get(done).getString("state")).isEqualTo("succeeded");
        in(far.plusDays(30)).keep();
        jobs.request().get("/api/v1/jobs/" + done).then().statusCode(404);
    }

    @Test
    void dropsDaysBeyondTheNumberOfJobsThatAreKeptButNeverYesterdays() {
        var retention = in(Duration.ZERO);
        var today = HistoryStore.day(clock.instant());
        var many = config.keptPerQueue();
        var days = List.of(
                new HistoryStore.Day(today, many / 2),
                new HistoryStore.Day(today.minusDays(1), many / 2),
                new HistoryStore.Day(today.minusDays(2), many / 2),
                new HistoryStore.Day(today.minusDays(3), 10));
        assertThat(retention.before(days)).isEqualTo(today.minusDays(1));
        assertThat(retention.before(days.subList(0, 2)))
                .isEqualTo(today.minusDays(config.retention().toDays()));
        assertThat(retention.before(
                        List.of(new HistoryStore.Day(today, 2 * many), new HistoryStore.Day(today.minusDays(1), 5))))
                .isEqualTo(today.minusDays(1));
    }
}

package io.focusforge.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Scripted;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of times that nobody saw, and of those at which the last job still runs. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PolicyTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration A_BIT = Duration.ofSeconds(5);

    private final Timetable timetable = new Timetable(Jobs.ofSomebody());
    private final Jobs jobs = timetable.jobs();
    private Duration ahead = A_BIT;

    @Inject
    Clock clock;

    @Inject
    Schedulers schedulers;

    @Inject
    Scripted handler;

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

    private UUID hanging(UUID schedule) {
        var job = UUID.fromString(timetable
                .get(schedule)
                .getString("lastFires.findAll { it.state == 'started' }.max { it.startedAt }.jobId"));
        await().until(() -> handler.isHanging(job));
        return job;
    }

    private void cancel(UUID job) {
        jobs.request().post("/api/v1/jobs/" + job + "/cancel").then().statusCode(200);
    }

    @Test
    void skipsWhatItMissedInAnOutage() {
        var id = hourly("DONE", "catchUp", "skip");
        after(HOUR.multipliedBy(3).plusMinutes(30));
        var schedule = timetable.get(id);
        assertThat(schedule.getInt("fired")).isZero();
        assertThat(schedule.getInt("missed")).isEqualTo(3);
        assertThat(schedule.getString("lastFires[0].state")).isEqualTo("missed");
        assertThat(schedule.getInt("lastFires[0].times")).isEqualTo(3);
        after(Duration.ofMinutes(30));
        assertThat(timetable.get(id).getInt("fired")).isEqualTo(1);
    }

    @Test
    void catchesUpWithOneAfterAnOutage() {
        var id = hourly("DONE", "catchUp", "one");
        after(HOUR.multipliedBy(3).plusMinutes(30));
        var schedule = timetable.get(id);
        assertThat(schedule.getInt("fired")).isEqualTo(1);
        assertThat(schedule.getInt("missed")).isEqualTo(2);
        assertThat(jobs.count()).isEqualTo(1);
    }

    @Test
    void catchesUpWithAllAfterAnOutageOneAfterTheOther() {
        var id = hourly("DONE", "catchUp", "all");
        after(HOUR.multipliedBy(3).plusMinutes(30));
        assertThat(timetable.get(id).getInt("waiting")).isEqualTo(2);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            after(Duration.ofMillis(200));
            return timetable.get(id).getInt("fired") == 3;
        });
        var schedule = timetable.get(id);
        assertThat(schedule.getInt("missed")).isZero();
        assertThat(schedule.getInt("waiting")).isZero();
        assertThat(jobs.count()).isEqualTo(3);
        assertThat(schedule.getList("lastFires.state")).containsOnly("started");
    }

    @Test
    void skipsATimeWhileTheLastJobRuns() {
        var id = hourly("HANG", "overlap", "skip");
        after(HOUR);
        var first = hanging(id);
        after(HOUR);
        assertThat(jobs.count()).isEqualTo(1);
        assertThat(timetable.get(id).getInt("skipped")).isEqualTo(1);
        timetable.act(id, "trigger").then().statusCode(409).body("detail", containsString("has not ended"));
        cancel(first);
        after(HOUR);
        assertThat(jobs.count()).isEqualTo(2);
        cancel(hanging(id));
    }

    @Test
    void replacesTheLastJobWhileItRuns() {
        var id = hourly("HANG", "overlap", "replace");
        after(HOUR);
        var first = hanging(id);
        after(HOUR);
        assertThat(jobs.get(first).getString("state")).isEqualTo("cancelled");
        await().until(() -> handler.wasInterrupted(first));
        var second = hanging(id);
        assertThat(second).isNotEqualTo(first);
        cancel(second);
    }

    @Test
    void queuesBehindTheLastJobWhileItRuns() {
        var id = hourly("HANG", "overlap", "queue");
        after(HOUR);
        var first = hanging(id);
        after(HOUR);
        after(HOUR);
        timetable.act(id, "trigger").then().statusCode(202).body("state", equalTo("waiting"));
        assertThat(jobs.count()).isEqualTo(1);
        assertThat(timetable.get(id).getInt("waiting")).isEqualTo(3);
        cancel(first);
        after(A_BIT);
        after(A_BIT);
        assertThat(jobs.count()).isEqualTo(2);
        assertThat(timetable.get(id).getInt("waiting")).isEqualTo(2);
        jobs.request()
                .body(Map.of("overlap", "skip"))
                .patch(Timetable.PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("waiting", equalTo(0))
                .body("skipped", equalTo(2));
        cancel(hanging(id));
    }

    @Test
    void aPausedScheduleDoesNotFireNorCatchUp() {
        var id = hourly("DONE", "catchUp", "all");
        timetable.act(id, "pause").then().statusCode(200);
        after(HOUR.multipliedBy(3));
        timetable.act(id, "resume").then().statusCode(200);
        assertThat(timetable.get(id).getInt("missed")).isZero();
        assertThat(jobs.count()).isZero();
    }
}

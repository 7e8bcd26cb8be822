package io.focusforge.chaos.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.chaos.Following;
import io.focusforge.chaos.history.Event;
import io.focusforge.chaos.world.SingleRedis;
import io.focusforge.chaos.world.World;
import io.focusforge.local.server.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three processes on one Postgres and one Redis keep together what each of them promises. */
class ManyWorkersIT {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final int WORKERS = 3;
    private static final int SLOTS = 4;
    private static final long SECOND = 1_000_000;
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static World world;

    @BeforeAll
    static void start() {
        var directory = PROJECT.resolve("chaos/target/workers/" + System.currentTimeMillis());
        var settings = Map.of(
                "focusforge.worker.queues", "notify:" + SLOTS,
                "focusforge.worker.lease", "PT4S",
                "focusforge.recovery.dispatch-timeout", "PT5S");
        world = World.start(
                new World.Setup(PROJECT, directory, WORKERS, settings, Duration.ofHours(1)),
                setup -> new SingleRedis(setup.directory(), setup.workers()),
                event -> {});
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @BeforeEach
    void allAreThere() {
        world.workers().forEach(worker -> worker.awaitReady());
    }

    /** Many tenants, so that all processes look after them in the same moments. */
    @Test
    void noMoreJobsOfATenantRunAtOnceThanItMay() {
        var tenants = Stream.generate(() -> Tenant.fresh(world)).limit(8).toList();
        tenants.forEach(tenant -> limit(tenant, Map.of("concurrency", 3)));
        var jobs = tenants.parallelStream()
                .map(tenant -> tenant.leaveEverywhere(6, 50))
                .toList();
        jobs.forEach(ManyWorkersIT::awaitEnded);
        assertThat(jobs)
                .allSatisfy(ofTenant -> assertThat(Testimony.of(world, ofTenant).peak(0, Event.now()))
                        .isEqualTo(3));
    }

    @Test
    void noMoreJobsOfATenantStartInAnyTimeThanItMay() {
        var rate = 40;
        var burst = 4;
        var late = 1;
        var tenant = Tenant.fresh(world);
        limit(tenant, Map.of("ratePerSecond", rate, "burst", burst));
        var jobs = tenant.leaveEverywhere(40, 0);
        awaitEnded(jobs);
        var claims = Testimony.of(world, jobs).claims();
        for (var first = 0; first < claims.size(); first++) {
            for (var last = first; last < claims.size(); last++) {
                var seconds = (claims.get(last) - claims.get(first)) / (double) SECOND;
                assertThat(last - first + 1.0)
                        .as("jobs started within %s s", seconds)
                        .isLessThanOrEqualTo(burst + rate * (seconds + late));
            }
        }
    }

    @Test
    void aQueueIsPausedAndResumedForAllProcesses() {
        var tenant = Tenant.fresh(world);
        var jobs = tenant.leaveEverywhere(80, 200);
        await().atMost(AT_MOST).until(() -> Testimony.of(world, jobs).peak(0, Event.now()) > (WORKERS - 1) * SLOTS);
        tenant.at(0).post("/api/v1/queues/notify/pause").then().statusCode(200);
        var paused = Event.now();
        await().pollDelay(Duration.ofSeconds(5)).until(() -> true);
        var resumed = Event.now();
        tenant.at(1).post("/api/v1/queues/notify/resume").then().statusCode(200);
        awaitEnded(jobs);

        var seen = Testimony.of(world, jobs);
        assertThat(seen.claimedBetween(paused + 3 * SECOND, resumed)).isZero();
        assertThat(seen.claimedBetween(resumed, Event.now())).isGreaterThan(3 * WORKERS * SLOTS);
        assertThat(seen.peak(resumed, Event.now()))
                .as("every process runs jobs again")
                .isGreaterThan((WORKERS - 1) * SLOTS);
    }

    @Test
    void schedulesFireOnceForEachTimeAlsoWhenAProcessDies() {
        var tenant = Tenant.fresh(world);
        var schedules = IntStream.range(0, 9)
                .mapToObj(i -> schedule(tenant, i % WORKERS))
                .toList();
        awaitFires(tenant, schedules, 3);
        var victim = world.workers().get(2);
        victim.end(Signal.KILL);
        awaitFires(tenant, schedules, 8);
        victim.start();
        schedules.forEach(
                schedule -> tenant.at(0).post(schedule + "/pause").then().statusCode(200));
        await().atMost(AT_MOST).until(() -> schedules.stream().allMatch(schedule -> waiting(tenant, schedule) == 0));

        var ofSchedules = new HashMap<String, String>();
        for (var schedule : schedules) {
            var fires = fires(tenant, schedule);
            var times = fires.stream()
                    .map(fire -> Instant.parse((String) fire.get("at")))
                    .sorted()
                    .toList();
            assertThat(times)
                    .as("each second from the first to the last, once")
                    .containsExactlyElementsOf(IntStream.range(0, times.size())
                            .mapToObj(times.getFirst()::plusSeconds)
                            .toList());
            fires.forEach(fire -> assertThat(ofSchedules.put((String) fire.get("jobId"), schedule))
                    .isNull());
        }
        awaitEnded(ofSchedules.keySet());
        assertThat(tenant.jobs(1)).isEqualTo(ofSchedules.keySet());
        assertThat(Testimony.of(world, ofSchedules.keySet()).ends()).hasSameSizeAs(ofSchedules.keySet());
    }

    @Test
    void whoWatchesAJobGoesOnAtAnotherProcess() throws IOException, InterruptedException {
        var tenant = Tenant.fresh(world);
        var job = new HashMap<>(tenant.job(0));
        job.put("delay", 2);
        String id = tenant.at(1)
                .body(job)
                .post("/api/v1/jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        var path = "/api/v1/jobs/" + id + "/events";
        var first = world.workers().get(0);
        try (var before = Following.behind("", world.http(), first.url(path), tenant.authorization())) {
            var seen = before.next();
            first.end(Signal.KILL);
            first.start();
            var other = world.workers().get(1).url(path);
            try (var after = Following.behind(seen.id(), world.http(), other, tenant.authorization())) {
                assertThat(seen.what()).isEqualTo("job.queued");
                assertThat(after.rest())
                        .extracting(Following.Seen::what)
                        .containsExactly("job.running", "job.succeeded", "job.ended");
            }
        }
    }

    private static void limit(Tenant tenant, Map<String, Integer> limits) {
        tenant.at(0)
                .body(limits)
                .put("/api/v1/queues/-/shares/" + tenant.id())
                .then()
                .statusCode(200);
    }

    private static String schedule(Tenant tenant, int worker) {
        return tenant.at(worker)
                .body(Map.of("every", 1, "overlap", "queue", "catchUp", "all", "job", tenant.job(0)))
                .post("/api/v1/schedules")
                .then()
                .statusCode(201)
                .extract()
                .header("Location");
    }

    private static void awaitFires(Tenant tenant, List<String> schedules, int fires) {
        await().atMost(AT_MOST).until(() -> schedules.stream()
                .allMatch(schedule -> fires(tenant, schedule).size() >= fires));
    }

    private static List<Map<String, Object>> fires(Tenant tenant, String schedule) {
        return tenant.at(1)
                .get(schedule + "/fires?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static int waiting(Tenant tenant, String schedule) {
        return tenant.at(1).get(schedule).then().statusCode(200).extract().path("waiting");
    }

    private static void awaitEnded(Collection<String> jobs) {
        await().atMost(AT_MOST)
                .until(() -> Testimony.of(world, Set.copyOf(jobs)).ends().size() >= jobs.size());
    }
}

package io.focusforge.worker.signal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class QueueSignalsTest {
    private static final Duration SLOT = Duration.ofSeconds(5);

    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    QueueSignals signals;

    @Inject
    SignalStore store;

    @Inject
    TenantDatabase database;

    @Inject
    JobsConfig config;

    @Inject
    SignalConfig settings;

    @Inject
    AdjustableClock clock;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @AfterEach
    void open() {
        operator.resume("bulk");
    }

    private QueueStats counted(String queue) {
        signals.count();
        return signals.of(queue).orElseThrow();
    }

    private static UUID job(Jobs of, String queue, Instant runAt, String step) {
        return of.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                queue,
                "runAt",
                runAt.toString(),
                "payload",
                Map.of("steps", List.of(step))));
    }

    @Test
    void countWhatAllTenantsHave() {
        operator.pause("bulk");
        var before = counted("bulk");
        job(jobs, "bulk", Instant.EPOCH, "DONE");
        job(Jobs.ofSomebody(), "bulk", Instant.EPOCH, "DONE");
        job(Jobs.ofSomebody(), "bulk", Instant.parse("2099-01-01T00:00:00Z"), "DONE");

        var after = counted("bulk");
        assertThat(after.ready() - before.ready()).isEqualTo(2);
        assertThat(after.delayed() - before.delayed()).isEqualTo(1);
        clock.putForward(Duration.ofSeconds(2));
        assertThat(counted("bulk").oldestAgeSeconds()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void countJobsInTheStreamAsReady() {
        var before = counted("bulk").ready();
        job(jobs, "bulk", Instant.EPOCH, "DONE");
        org.awaitility.Awaitility.await().until(() -> operator.queue("bulk").getInt("dispatched") == 1);
        assertThat(counted("bulk").ready() - before).isEqualTo(1);
    }

    @Test
    void countTheDead() {
        var before = counted("default").dead();
        jobs.await(jobs.scripted("FAIL"), "dead");
        assertThat(counted("default").dead() - before).isEqualTo(1);
    }

    @Test
    void averageWhatCameAndWentOverTheLastMinute() {
        signals.count();
        clock.putForward(Duration.ofMinutes(2));
        for (var i = 0; i < 6; i++) {
            jobs.await(jobs.scripted(i < 3 ? "DONE" : "FAIL"), i < 3 ? "succeeded" : "dead");
        }
        signals.count();
        clock.putForward(SLOT);
        var full = counted("default");
        assertThat(full.arrivalPerSecond()).isEqualTo(0.1);
        assertThat(full.servicePerSecond()).isEqualTo(0.1);
        clock.putForward(Duration.ofSeconds(65));
        assertThat(counted("default").arrivalPerSecond()).isZero();
    }

    @Test
    void addUpTheTrafficOfAllReplicas() {
        var here = new QueueTraffic(config);
        var elsewhere = new QueueTraffic(config);
        clock.putForward(Duration.ofMinutes(2));
        for (var traffic : List.of(here, elsewhere)) {
            traffic.arrived(java.util.stream.Stream.of("manual", "manual", "manual"));
            replica(traffic).count();
        }
        clock.putForward(SLOT);
        assertThat(counted("manual").arrivalPerSecond()).isEqualTo(0.1);
    }

    private QueueSignals replica(QueueTraffic traffic) {
        return new QueueSignals(store, traffic, database, config, settings, clock);
    }

    @Test
    void endWhenNothingWasCountedForAMinute() {
        var replica = replica(new QueueTraffic(config));
        assertThat(replica.of("bulk")).isEmpty();
        replica.count();
        assertThat(replica.of("bulk")).isPresent();
        clock.putForward(Duration.ofSeconds(61));
        assertThat(replica.of("bulk")).isEmpty();
    }

    @Test
    void areFlatJsonForAScaler() {
        job(jobs, "bulk", Instant.parse("2099-01-01T00:00:00Z"), "DONE");
        signals.count();
        var stats = operator.stats("bulk");
        assertThat(stats.<Map<String, Object>>get())
                .containsOnlyKeys(
                        "ready",
                        "running",
                        "delayed",
                        "dead",
                        "oldestAgeSeconds",
                        "arrivalPerSecond",
                        "servicePerSecond");
        assertThat(stats.getLong("delayed")).isPositive();
    }

    @Test
    void areGaugesOfEachConfiguredQueue() {
        job(jobs, "bulk", Instant.parse("2099-01-01T00:00:00Z"), "DONE");
        var delayed = counted("bulk").delayed();
        var page = given().get(metrics).asString();
        assertThat(page).contains("focusforge_queue_delayed{queue=\"bulk\"} %.1f".formatted((double) delayed));
        assertThat(page.lines().filter(line -> line.startsWith("focusforge_queue_")))
                .hasSize(7 * config.queues().size());
    }
}

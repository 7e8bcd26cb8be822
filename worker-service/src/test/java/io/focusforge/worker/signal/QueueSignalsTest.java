package io.focusforge.worker.signal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class QueueSignalsTest {
    private static final Duration MONTH = Duration.ofDays(30);
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
    TenantClasses classes;

    @Inject
    Forecasts forecasts;

    @Inject
    AdjustableClock clock;

    @TestHTTPResource(value = "/metrics", management = true)
    String metrics;

    @AfterEach
    void open() {
        operator.resume("aside");
    }

    private QueueStats counted(String queue) {
        signals.count();
        return signals.of(queue).orElseThrow();
    }

    private static UUID due(Jobs of) {
        return of.accepted(
                Map.of("type", "test.scripted", "queue", "aside", "payload", Map.of("steps", List.of("DONE"))));
    }

    private static UUID delayed(Jobs of) {
        return of.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                "aside",
                "runAt",
                Instant.now().plus(MONTH).toString(),
                "payload",
                Map.of("steps", List.of("DONE"))));
    }

    @Test
    void countWhatAllTenantsHave() {
        operator.pause("aside");
        var before = counted("aside");
        due(jobs);
        due(Jobs.ofSomebody());
        delayed(Jobs.ofSomebody());

        var after = counted("aside");
        assertThat(after.ready() - before.ready()).isEqualTo(2);
        assertThat(after.delayed() - before.delayed()).isEqualTo(1);
        clock.putForward(Duration.ofSeconds(2));
        assertThat(counted("aside").oldestAgeSeconds()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void countJobsInTheStreamAsReady() {
        var before = counted("aside").ready();
        due(jobs);
        await().until(() -> operator.queue("aside").getInt("dispatched") == 1);
        assertThat(counted("aside").ready() - before).isEqualTo(1);
    }

    @Test
    void countTheDead() {
        var before = counted("default").dead();
        jobs.await(jobs.scripted("FAIL"), "dead");
        assertThat(counted("default").dead() - before).isEqualTo(1);
    }

    @Test
    void averageWhatCameAndWentOverTheLastMinute() {
        forgetTraffic();
        for (var i = 0; i < 6; i++) {
            jobs.await(jobs.scripted(i < 3 ? "DONE" : "FAIL"), i < 3 ? "succeeded" : "dead");
        }
        signals.count();
        clock.putForward(SLOT);
        var stats = counted("default");
        assertThat(stats.arrivalPerSecond()).isEqualTo(0.1);
        assertThat(stats.servicePerSecond()).isEqualTo(0.1);
    }

    @Test
    void addUpTheTrafficOfAllReplicasForAMinute() {
        forgetTraffic();
        var ahead = new AdjustableClock();
        var reader = replica(new QueueTraffic(config, classes), ahead);
        for (var traffic : List.of(new QueueTraffic(config, classes), new QueueTraffic(config, classes))) {
            traffic.arrived(Stream.generate(() -> new QueueTraffic.Passage(jobs.tenant(), "manual"))
                    .limit(3));
            replica(traffic, ahead).count();
        }
        ahead.putForward(SLOT);
        reader.count();
        assertThat(reader.of("manual").orElseThrow().arrivalPerSecond()).isEqualTo(0.1);

        ahead.putForward(Duration.ofSeconds(65));
        reader.count();
        assertThat(reader.of("manual").orElseThrow().arrivalPerSecond()).isZero();
    }

    private void forgetTraffic() {
        signals.count();
        database.acrossTenants(connection -> new Statement("DELETE FROM queue_traffic WHERE slot > $1")
                .run(connection, Instant.EPOCH)
                .rowCount());
    }

    private QueueSignals replica(QueueTraffic traffic, Clock time) {
        return new QueueSignals(store, traffic, database, config, settings, time);
    }

    @Test
    void endWhenNothingWasCountedForAMinute() {
        var ahead = new AdjustableClock();
        var replica = replica(new QueueTraffic(config, classes), ahead);
        assertThat(replica.of("aside")).isEmpty();
        replica.count();
        assertThat(replica.of("aside")).isPresent();
        ahead.putForward(Duration.ofSeconds(61));
        assertThat(replica.of("aside")).isEmpty();
    }

    @Test
    void areFlatJsonForAScaler() {
        delayed(jobs);
        lookAtTheDepths();
        var stats = operator.stats("aside");
        assertThat(stats.<Map<String, Object>>get())
                .containsOnlyKeys(
                        "ready",
                        "running",
                        "delayed",
                        "dead",
                        "oldestAgeSeconds",
                        "arrivalPerSecond",
                        "servicePerSecond",
                        "forecastReady",
                        "forecastSeconds",
                        "classes");
        assertThat(stats.getLong("delayed")).isPositive();
        assertThat(stats.getDouble("forecastReady")).isGreaterThanOrEqualTo(0);
        assertThat(stats.getLong("forecastSeconds")).isEqualTo(300);
    }

    private void lookAtTheDepths() {
        for (var slot = 0; slot < 4; slot++) {
            signals.count();
            clock.putForward(DepthStore.SLOT);
            forecasts.make();
        }
    }

    @Test
    void tellTheClassesOfTenantsApart() {
        operator.pause("aside");
        var premium = new Jobs(FreePorts.PREMIUM, jobs.user());
        var before = counted("aside");
        var ofPremium = signals.byClass("aside").orElseThrow().get("premium").ready();
        due(premium);
        due(jobs);

        signals.count();
        var stats = operator.stats("aside");
        assertThat(stats.getLong("ready") - before.ready()).isEqualTo(2);
        assertThat(stats.getLong("classes.premium.ready") - ofPremium).isEqualTo(1);
        assertThat(stats.getLong("classes.standard.ready") + stats.getLong("classes.premium.ready"))
                .isEqualTo(stats.getLong("ready"));
        assertThat(given().get(metrics).asString())
                .contains("focusforge_queue_class_ready{class=\"premium\",queue=\"aside\"} %.1f"
                        .formatted(stats.getDouble("classes.premium.ready")));
    }

    @Test
    void areForecast() {
        operator.pause("aside");
        database.acrossTenants(
                connection -> new Statement("DELETE FROM queue_depths WHERE slot > $1").run(connection, Instant.EPOCH));
        for (var slot = 0; slot < 6; slot++) {
            due(jobs);
            due(jobs);
            signals.count();
            // from here on the service's own tick may be first to take the sample of the new slot
            clock.putForward(DepthStore.SLOT);
            forecasts.make();
        }
        var stats = operator.stats("aside");
        assertThat(stats.getDouble("forecastReady")).isGreaterThan(stats.getDouble("ready") + 10);
        assertThat(given().get(metrics).asString())
                .contains("focusforge_queue_forecast_ready{queue=\"aside\"} "
                        + forecasts.of("aside").orElseThrow());
    }

    @Test
    void areGaugesOfEachConfiguredQueue() {
        delayed(jobs);
        var delayed = counted("aside").delayed();
        var page = given().get(metrics).asString();
        assertThat(page).contains("focusforge_queue_delayed{queue=\"aside\"} %.1f".formatted((double) delayed));
        assertThat(page.lines().filter(line -> line.startsWith("focusforge_queue_")))
                .hasSize((8 + 7 * 2) * config.queues().size());
    }
}

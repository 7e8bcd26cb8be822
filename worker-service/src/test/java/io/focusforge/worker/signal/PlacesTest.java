package io.focusforge.worker.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.testing.AdjustableClock;
import io.focusforge.worker.testing.FreePorts;
import io.focusforge.worker.testing.Jobs;
import io.focusforge.worker.testing.Operator;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue is shared with other tests: what they have left there is removed. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "worker"))
@WithTestResource(FreePorts.class)
class PlacesTest {
    private final Jobs jobs = Jobs.ofSomebody();
    private final Operator operator = Operator.of(jobs);

    @Inject
    QueueSignals signals;

    @Inject
    QueueTraffic traffic;

    @Inject
    TenantDatabase database;

    @Inject
    AdjustableClock clock;

    @BeforeEach
    void pause() {
        operator.pause("aside");
        database.acrossTenants(
                connection -> new Statement("DELETE FROM jobs WHERE queue = $1").run(connection, "aside"));
    }

    @AfterEach
    void open() {
        operator.resume("aside");
    }

    private UUID job(String priority) {
        return jobs.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                "aside",
                "priority",
                priority,
                "payload",
                Map.of("steps", List.of("DONE"))));
    }

    private UUID delayed(String priority) {
        return jobs.accepted(Map.of(
                "type",
                "test.scripted",
                "queue",
                "aside",
                "priority",
                priority,
                "runAt",
                Instant.now().plus(Duration.ofDays(30)).toString(),
                "payload",
                Map.of("steps", List.of("DONE"))));
    }

    private JsonPath look(UUID id) {
        return jobs.request()
                .get("/api/v1/jobs/" + id + "?position=true")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private int position(UUID id) {
        return look(id).getInt("position");
    }

    @Test
    void countJobsThatAreDispatchedBefore() {
        var first = job("normal");
        var second = job("normal");
        var low = job("low");
        var before = position(first);
        assertThat(position(second)).isEqualTo(before + 1);
        var beforeLow = position(low);

        job("high");
        assertThat(position(first)).isEqualTo(before + 1);
        assertThat(position(second)).isEqualTo(before + 2);
        assertThat(position(low)).isEqualTo(beforeLow + 1);
    }

    @Test
    void countATurnOfEveryOtherTenantForEachOfTheirOwn() {
        var mine = IntStream.range(0, 3).mapToObj(number -> job("normal")).toList();
        var other = new PlacesTest();
        IntStream.range(0, 5).forEach(number -> other.job("normal"));
        assertThat(mine.stream().map(this::position)).containsExactly(0, 2, 4);

        operator.request()
                .body(Map.of("weight", 3))
                .put("/api/v1/queues/-/shares/" + other.jobs.tenant())
                .then()
                .statusCode(200);
        assertThat(mine.stream().map(this::position)).containsExactly(0, 4, 7);
    }

    @Test
    void ignoreJobsWhoseTimeComesLater() {
        var first = job("normal");
        var before = position(first);
        delayed("high");
        job("normal");
        assertThat(position(first)).isEqualTo(before);
    }

    @Test
    void countWhatIsInTheStreamAlready() {
        operator.resume("aside");
        job("normal");
        await().until(() -> operator.queue("aside").getInt("dispatched") == 1);
        operator.pause("aside");
        assertThat(position(job("normal"))).isPositive();
    }

    @Test
    void estimateTheWaitByTheRateOfTheLastMinute() {
        job("normal");
        var second = job("normal");
        assertThat(look(second).getString("estimatedWaitSeconds")).isNull();
        operator.resume("aside");
        await().until(() -> operator.queue("aside").getInt("dispatched") == 2);
        forgetTraffic();
        traffic.served(Stream.generate(() -> new QueueTraffic.Passage(jobs.tenant(), "aside"))
                .limit(6));
        signals.count();
        clock.putForward(Duration.ofSeconds(5));
        signals.count();

        var found = look(second);
        assertThat(found.getInt("position")).isPositive();
        assertThat(found.getDouble("estimatedWaitSeconds")).isEqualTo(found.getInt("position") / 0.1);
    }

    private void forgetTraffic() {
        signals.count();
        database.acrossTenants(connection -> new Statement("DELETE FROM queue_traffic WHERE slot > $1")
                .run(connection, Instant.EPOCH)
                .rowCount());
    }

    @Test
    void areGivenToThoseWhoAskOnly() {
        var id = job("normal");
        assertThat(jobs.get(id).getString("position")).isNull();
        assertThat(jobs.get(id).getString("type")).isEqualTo("test.scripted");
        jobs.request()
                .get("/api/v1/jobs/" + id + "?position=maybe")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
        Jobs.ofSomebody()
                .request()
                .get("/api/v1/jobs/" + id + "?position=true")
                .then()
                .statusCode(404);
    }

    @Test
    void areNoneForAJobThatDoesNotWait() {
        var id = jobs.scripted("DONE");
        jobs.await(id, "succeeded");
        assertThat(look(id).getString("position")).isNull();
    }
}

package io.focusforge.orchestrator.erase;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.focusforge.common.outbox.EventStreamSink;
import io.focusforge.common.outbox.OutboxConfig;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithNeighbours
class TaskDataTest {
    private final User user = User.fresh();

    @Inject
    TenantDatabase database;

    @Inject
    OutboxConfig outbox;

    @Inject
    @RedisClientName("streams")
    Redis redis;

    /** Those that can be read. */
    private long events(User of) {
        return database.inTransaction(of.tenant(), connection -> connection
                .preparedQuery("""
                        SELECT count(*) FROM events AS e LEFT JOIN subject_keys AS k
                            ON k.tenant_id = e.tenant_id AND k.user_id = e.user_id AND k.id = e.data_key
                        WHERE e.tenant_id = $1 AND e.user_id = $2 AND (e.data_key IS NULL OR k.id IS NOT NULL)""")
                .execute(Tuple.of(of.tenant(), of.id()))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0));
    }

    private ValidatableResponse erase() {
        return given().header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", user.tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + user.id() + "/erasure")
                .then()
                .statusCode(200);
    }

    /** Messages that say this. */
    private long inOutbox(String words) {
        return database.inTransaction(user.tenant(), connection -> connection
                .preparedQuery("SELECT count(*) FROM outbox WHERE tenant_id = $1 AND payload LIKE '%' || $2 || '%'")
                .execute(Tuple.of(user.tenant(), words))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0));
    }

    private String stream() {
        return redis.send(Request.cmd(Command.XRANGE)
                        .arg(EventStreamSink.stream(user.tenant(), outbox.eventShards()))
                        .arg("-")
                        .arg("+"))
                .await()
                .atMost(Duration.ofSeconds(30))
                .toString();
    }

    @AfterEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void saysNothingOfWhatTasksSayOnTheStreams() {
        var words = "Call " + UUID.randomUUID();
        var task = user.createTitled(words).path("id").asText();
        await().untilAsserted(() -> assertThat(stream())
                .contains("\"subject\":\"" + task + "\"")
                .contains("\"userId\":\"" + user.id() + "\""));
        assertThat(stream()).doesNotContain(words);
    }

    @Test
    void keepsNothingOfWhatTheWorkerWasAskedFor() {
        var words = "Call " + UUID.randomUUID();
        user.createTitled(words);
        await().until(() -> Neighbours.JOBS.stream()
                .anyMatch(job -> job.path("type").asText().equals("memory.consolidate")
                        && job.toString().contains(words)));
        await().untilAsserted(() -> assertThat(inOutbox(words)).isZero());
    }

    @Test
    void erasesWhatTheWorkerIsYetToBeAskedFor() {
        Neighbours.worker(500);
        var words = "Call " + UUID.randomUUID();
        user.createTitled(words);
        assertThat(inOutbox(words)).isPositive();
        erase().body("erased.'unsent-jobs'", greaterThan(0));
        // what was being handed over meanwhile is for the second round
        await().untilAsserted(() -> {
            erase();
            assertThat(inOutbox(words)).isZero();
        });
    }

    @Test
    void erasesTasksAndAllThatHappenedToThemAlsoOfDeletedOnes() {
        user.createTitled("Call Anna");
        var deleted = user.createTitled("Forget Bob");
        user.request()
                .header("If-Match", "*")
                .delete("/api/v1/tasks/" + deleted.path("id").asText());
        var colleague = user.colleague();
        colleague.createTitled("Stay");
        var others = events(colleague);

        erase().body("more", equalTo(false));

        assertThat(user.list("").path("items").size()).isZero();
        assertThat(events(user)).isZero();
        assertThat(colleague.list("").path("items").size()).isEqualTo(1);
        assertThat(events(colleague)).isEqualTo(others).isPositive();
    }
}

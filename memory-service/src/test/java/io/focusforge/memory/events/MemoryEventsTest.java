package io.focusforge.memory.events;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.memory.expiry.Sweeper;
import io.focusforge.memory.memories.EventLog;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.EventStream;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class MemoryEventsTest {
    private static final String SECRET = "The alarm code is swordfish";

    private final Client client = Client.fresh();

    @Inject
    TenantDatabase database;

    @Inject
    EventStream stream;

    @Inject
    EventLog log;

    @Inject
    Sweeper sweeper;

    @Inject
    MovableClock clock;

    @ConfigProperty(name = "focusforge.services.worker.url")
    String worker;

    @AfterEach
    void reset() {
        clock.reset();
    }

    private List<JsonPath> events() {
        return stream.of(client.tenant());
    }

    private List<String> types() {
        return events().stream()
                .map(event -> event.getString("type").replace("io.focusforge.memory.", "") + " "
                        + event.getInt("data.revision"))
                .toList();
    }

    private void update(String id, int revision, String text) {
        client.request()
                .contentType("application/json")
                .header("If-Match", "\"" + revision + "\"")
                .body("{\"text\": \"" + text + "\"}")
                .put(Client.MEMORIES + "/" + id)
                .then()
                .statusCode(200);
    }

    private String toldToWorker() {
        return given().get(worker + "/jobs").asString();
    }

    @Test
    void tellsWhatHappensToAMemoryInOrderAndNotWhatItSays() {
        var id = client.remember(SECRET);
        update(id, 1, SECRET + "2");
        update(id, 2, SECRET + "3");
        client.delete(id).statusCode(204);

        await().untilAsserted(() ->
                assertThat(types()).containsExactly("created.v1 1", "updated.v1 2", "updated.v1 3", "deleted.v1 4"));
        var event = events().getFirst();
        assertThat(event.getString("subject")).isEqualTo(id);
        assertThat(event.getString("data.memoryId")).isEqualTo(id);
        assertThat(event.getString("data.userId")).isEqualTo(client.user().toString());
        assertThat(events().toString() + toldToWorker()).doesNotContain("swordfish");
    }

    @Test
    void asksTheWorkerForWebhooks() {
        var id = client.remember("Anna likes tea");
        var event =
                "$.find { it.tenantId == '%s' && it.type == 'webhook.publish' }.payload.events.find { it.data.memoryId == '%s' }"
                        .formatted(client.tenant(), id)
                        .substring(2);
        await().until(() -> JsonPath.from(toldToWorker()).get(event) != null);
        var told = JsonPath.from(toldToWorker());
        assertThat(told.getString(event + ".type")).isEqualTo("memory.created.v1");
        assertThat(told.getString(event + ".userId")).isEqualTo(client.user().toString());
    }

    @Test
    void tellsThatAMemoryHasExpired() {
        client.remember("{\"text\": \"Until tonight\", \"type\": \"SHORT_TERM\"}", 201);
        clock.moveBy(Duration.ofHours(25));
        sweeper.sweep();
        await().untilAsserted(() -> assertThat(types()).containsExactly("created.v1 1", "expired.v1 2"));
    }

    @Test
    void forgetsOnlyWhatHasBeenToldAndKeepsATombstoneUntilThen() {
        var id = client.remember("Gone soon");
        client.delete(id).statusCode(204);
        await().until(() -> types().contains("deleted.v1 2"));
        await().until(() -> log.next(1_000).stream()
                .noneMatch(event -> event.memory().toString().equals(id)));
        assertThat(database.<Long>inTransaction(client.tenant(), connection -> connection
                        .preparedQuery("SELECT count(*) FROM outbox WHERE tenant_id = $1 AND kind = 'event'")
                        .execute(Tuple.of(client.tenant()))
                        .await()
                        .atMost(Duration.ofSeconds(30))
                        .iterator()
                        .next()
                        .getLong(0)))
                .isPositive();
    }
}

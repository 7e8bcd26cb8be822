package io.focusforge.orchestrator.history;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Things as they were, and how they came to be what they are. */
@QuarkusTest
@WithNeighbours
class HistoryTest {
    private final User user = User.fresh();

    @Inject
    TenantDatabase database;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void showsATaskAsItWasAfterEachOfItsEvents() {
        var task = user.createTitled("Call Anna");
        rename(task, "Call Bob");
        user.request().post(path(task) + "/complete").then().statusCode(200);

        assertThat(asOf(task, "created").path("title").asText()).isEqualTo("Call Anna");
        assertThat(asOf(task, "updated").path("title").asText()).isEqualTo("Call Bob");
        assertThat(asOf(task, "updated").path("status").asText()).isEqualTo("open");
        assertThat(asOf(task, "completed")).isEqualTo(user.read(task));
        var events = json(user.request().get(path(task) + "/history?asOf=" + time(task, "updated")))
                .path("items");
        assertThat(events.findValuesAsText("type")).last().isEqualTo("io.focusforge.task.updated.v1");
    }

    @Test
    void saysWhoDidWhatInWhichVersionOfTheSchema() {
        var task = user.createTitled("Call Anna");
        var items = user.history(task).path("items");
        assertThat(items.at("/0/actor").asText()).isEqualTo(user.id().toString());
        assertThat(items.at("/1/actor").isNull()).isTrue();
        assertThat(items.findValuesAsText("schemaVersion")).containsOnly("1");
    }

    @Test
    void refusesTimesAtWhichThereWasNothing() {
        var task = user.createTitled("Call Anna");
        for (var of : new String[] {path(task), path(task) + "/history"}) {
            user.request()
                    .get(of + "?asOf=2020-01-01T00:00:00Z")
                    .then()
                    .statusCode(400)
                    .body("code", equalTo("invalid_request"))
                    .body("violations[0].field", equalTo("asOf"))
                    .body("detail", containsString("before the beginning"));
            user.request().get(of + "?asOf=2999-01-01T00:00:00Z").then().statusCode(400);
            user.request().get(of + "?asOf=yesterday").then().statusCode(400);
        }
    }

    @Test
    void refusesTheCursorOfAnotherHistory() {
        var one = user.createTitled("One");
        var two = user.createTitled("Two");
        var cursor = json(user.request().get(path(one) + "/history?limit=1"))
                .path("nextCursor")
                .asText();
        var rest = json(user.request().get(path(one) + "/history?cursor=" + cursor));
        assertThat(rest.path("items")).hasSize(2);
        user.request()
                .get(path(two) + "/history?cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_cursor"));
    }

    @Test
    void showsNothingOfOthers() {
        var task = user.createTitled("Call Anna");
        var now = "?asOf=" + Instant.now();
        for (var other : new User[] {user.colleague(), User.fresh()}) {
            other.request().get(path(task) + now).then().statusCode(404);
            other.request().get(path(task) + "/history").then().statusCode(404);
        }
    }

    @Test
    void showsASeriesAsItWas() {
        user.create("""
                {"title":"Water","dueAt":"2030-01-01T08:00:00Z","recurrence":{"rule":"FREQ=DAILY","timeZone":"UTC","next":"completion"}}""");
        var series = json(user.request().get("/api/v1/tasks/series")).at("/items/0");
        var path = "/api/v1/tasks/series/" + series.path("id").asText();
        user.send("{\"title\":\"Water all\"}").patch(path).then().statusCode(200);
        var items = json(user.request().get(path + "/history")).path("items");
        assertThat(items.findValuesAsText("type"))
                .containsExactly("io.focusforge.task_series.begun.v1", "io.focusforge.task_series.changed.v1");
        var begun =
                json(user.request().get(path + "?asOf=" + items.at("/0/time").asText()));
        assertThat(begun).isEqualTo(series);
        assertThat(begun.at("/template/title").asText()).isEqualTo("Water");
        user.colleague().request().get(path + "/history").then().statusCode(404);
    }

    @Test
    void leavesASnapshotOfALongStreamAndGoesOnFromIt() {
        var task = user.createTitled("Call Anna");
        for (var i = 0; i < 55; i++) {
            user.request().post(path(task) + "/complete").then().statusCode(200);
            user.request().post(path(task) + "/reopen").then().statusCode(200);
        }
        var then = Instant.now();
        var seen = json(user.request().get(path(task) + "?asOf=" + then));
        assertThat(seen).isEqualTo(user.read(task));
        assertThat(snapshots(task)).isEqualTo(1);
        rename(task, "Call Bob");
        assertThat(asOf(task, "updated").path("title").asText()).isEqualTo("Call Bob");
        assertThat(json(user.request().get(path(task) + "?asOf=" + then))).isEqualTo(seen);
        assertThat(snapshots(task)).isEqualTo(1);
        breakSnapshots(task);
        assertThat(user.request().get(path(task) + "?asOf=" + Instant.now()).statusCode())
                .isEqualTo(500);
    }

    private JsonNode asOf(JsonNode task, String event) {
        return json(user.request().get(path(task) + "?asOf=" + time(task, event)));
    }

    private String time(JsonNode task, String event) {
        for (var item : user.history(task).path("items")) {
            if (item.path("type").asText().equals("io.focusforge.task." + event + ".v1")) {
                return item.path("time").asText();
            }
        }
        var page = json(user.request().get(path(task) + "/history?limit=200")).path("items");
        for (var item : page) {
            if (item.path("type").asText().equals("io.focusforge.task." + event + ".v1")) {
                return item.path("time").asText();
            }
        }
        throw new AssertionError("no event " + event);
    }

    private void rename(JsonNode task, String title) {
        user.send("{\"title\":\"" + title + "\"}")
                .header("If-Match", "*")
                .patch(path(task))
                .then()
                .statusCode(200);
    }

    private long snapshots(JsonNode task) {
        return one("SELECT count(*) FROM event_snapshots WHERE tenant_id = $1 AND stream_id = $2", task);
    }

    /** Puts one in place that cannot be read: who reads it notices. */
    private void breakSnapshots(JsonNode task) {
        one("""
                WITH broken AS (INSERT INTO event_snapshots
                    SELECT tenant_id, stream_id, version + 1, format, user_id, data_key, repeat('A', 64) FROM event_snapshots
                    WHERE tenant_id = $1 AND stream_id = $2 RETURNING 1)
                SELECT count(*) FROM broken""", task);
    }

    private long one(String sql, JsonNode task) {
        var key = user.key(task);
        return database.inTransaction(user.tenant(), connection -> connection
                .preparedQuery(sql)
                .execute(Tuple.of(key.tenant(), key.id()))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getLong(0));
    }
}

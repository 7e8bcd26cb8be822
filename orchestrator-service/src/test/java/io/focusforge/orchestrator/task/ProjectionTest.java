package io.focusforge.orchestrator.task;

import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.focusforge.common.id.Ids;
import io.focusforge.common.trace.TraceContext;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.Command;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events are the truth: what the table of tasks says can be made from them again, and what is told is what was stored. */
@QuarkusTest
@WithNeighbours
class ProjectionTest {
    private final User user = User.fresh();

    @Inject
    EventStore events;

    @Inject
    TaskHistory history;

    @Inject
    TaskStore tasks;

    @Inject
    TaskLedger ledger;

    @Inject
    TaskJson json;

    @Inject
    UnitOfWork work;

    @Inject
    @RedisClientName("streams")
    Redis redis;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void isWhatItsEventsMakeOfIt() {
        Neighbours.memory(
                search -> Reply.ok(
                        "{\"items\":[{\"memory\":{\"id\":\"m1\",\"text\":\"é \\\"q\\\"\"},\"score\":0.123456789}],\"degraded\":false}"));
        var task = user.create("""
                {"title":"Grüße 🙂","description":"call Anna, draft 3 slides","dueAt":"2030-01-01T00:00:00.123Z","labels":["a"]}""");
        user.request().post(path(task) + "/complete").then().statusCode(200);
        user.request().post(path(task) + "/reopen").then().statusCode(200);
        user.send("{\"title\":\"Neu\",\"labels\":[\"b\",\"c\"]}")
                .header("If-Match", "*")
                .patch(path(task))
                .then()
                .statusCode(200);
        var key = user.key(task);
        var rebuilt = history.replay(key.id(), events.read(key.tenant(), key.id(), 0, 100))
                .orElseThrow();
        var stored = tasks.find(key).orElseThrow();
        assertThat(json.write(rebuilt)).isEqualTo(stored.document());
        assertThat(rebuilt).isEqualTo(json.task(stored.document()));
        assertThat(rebuilt.version()).isEqualTo(stored.version()).isEqualTo(6);
    }

    @Test
    void isNothingAfterItsDeletion() {
        var task = user.createTitled("Call Anna");
        user.request().delete(path(task)).then().statusCode(204);
        var key = user.key(task);
        assertThat(history.replay(key.id(), events.read(key.tenant(), key.id(), 0, 100)))
                .isEmpty();
        assertThat(tasks.find(key)).isEmpty();
    }

    @Test
    void refusesAChangeOfAVersionThatIsGone() {
        var task = user.createTitled("Call Anna");
        var key = user.key(task);
        var current = json.task(tasks.find(key).orElseThrow().document());
        append(TaskChange.of(key, current, List.of(new TaskEvent.Completed()), Instant.now(), trace()));
        var stale = TaskChange.of(key, current, List.of(new TaskEvent.Completed()), Instant.now(), trace());
        assertThatThrownBy(() -> append(stale)).isInstanceOf(VersionConflict.class);
        var twice = TaskChange.creation(key, new TaskEvent.Created("x", null, null, List.of()), Instant.now(), trace());
        assertThatThrownBy(() -> append(twice)).isInstanceOf(VersionConflict.class);
        assertThat(events.read(key.tenant(), key.id(), 0, 100)).hasSize(4);
    }

    @Test
    void keepsTenantsApartInTheStore() {
        var task = user.createTitled("Call Anna");
        var key = user.key(task);
        assertThat(events.read(Ids.next(), key.id(), 0, 100)).isEmpty();
        assertThat(tasks.find(new TaskKey(Ids.next(), key.owner(), key.id()))).isEmpty();
    }

    @Test
    void tellsEveryEventOnTheStreamOfItsTenant() {
        var task = user.createTitled("Call Anna");
        Awaitility.await().untilAsserted(() -> {
            var told = told();
            assertThat(told)
                    .contains("\"type\":\"io.focusforge.task.created.v1\"")
                    .contains("\"type\":\"io.focusforge.task.analyzed.v1\"")
                    .contains("\"type\":\"io.focusforge.task.planned.v1\"")
                    .contains("\"subject\":\"" + task.path("id").asText() + "\"")
                    .contains("\"tenantid\":\"" + user.tenant() + "\"");
            assertThat(told.indexOf("task.created.v1")).isLessThan(told.indexOf("task.planned.v1"));
        });
    }

    private String told() {
        var stream = io.focusforge.common.outbox.EventStreamSink.stream(user.tenant(), 8);
        var entries = redis.send(Request.cmd(io.vertx.mutiny.redis.client.Command.newInstance(Command.XRANGE))
                        .arg(stream)
                        .arg("-")
                        .arg("+"))
                .await()
                .indefinitely();
        var text = new StringBuilder();
        for (var entry : entries) {
            for (var value = 1; value < entry.get(1).size(); value += 2) {
                var event = entry.get(1).get(value).toString();
                text.append(event.contains(user.tenant().toString()) ? event : "");
            }
        }
        return text.toString();
    }

    private void append(TaskChange change) {
        work.commit(user.tenant(), pipeline -> {
            ledger.append(pipeline, change, List.of());
            return change;
        });
    }

    private static String trace() {
        return TraceContext.start().traceparent();
    }
}

package io.focusforge.orchestrator.upcast;

import static io.focusforge.orchestrator.testing.User.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event of a version that nobody writes any more is what it was. */
@QuarkusTest
@WithNeighbours
class OldEventsTest {
    private static final String REBUILDS = "/api/v1/projections/tasks/rebuilds";
    private final User user = User.fresh();
    private final UUID task = UUID.randomUUID();

    @Inject
    TenantDatabase database;

    /** A version that there never was, so that it disturbs nobody. */
    @ApplicationScoped
    static class FromNameToTitle implements Upcaster {
        @Override
        public String from() {
            return "io.focusforge.task.created.v0";
        }

        @Override
        public String to() {
            return "io.focusforge.task.created.v1";
        }

        @Override
        public ObjectNode upcast(ObjectNode data) {
            data.set("title", data.remove("name"));
            data.putArray("labels");
            return data;
        }
    }

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void isReadInTheNewestVersionByAll() {
        store();
        var rebuild = user.with(Scopes.TASKS_ADMIN).post(REBUILDS).header("Location");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(user.with(Scopes.TASKS_ADMIN).get(rebuild)).has("endedAt"));
        var path = "/api/v1/tasks/" + task;
        assertThat(json(user.request().get(path)).path("title").asText()).isEqualTo("Old");
        assertThat(json(user.request().get("/api/v1/tasks?q=old")).path("items"))
                .hasSize(1);
        var event = json(user.request().get(path + "/history")).at("/items/0");
        assertThat(event.path("type").asText()).isEqualTo("io.focusforge.task.created.v1");
        assertThat(event.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(event.at("/data/title").asText()).isEqualTo("Old");
    }

    private void store() {
        database.inTransaction(user.tenant(), connection -> connection
                .preparedQuery("""
                        INSERT INTO events (tenant_id, stream_id, version, id, type, time, user_id, data, traceparent)
                        VALUES ($1, $2, 1, gen_random_uuid(), 'io.focusforge.task.created.v0', now(), $3, '{"name": "Old"}', '')""")
                .execute(Tuple.of(user.tenant(), task, user.id()))
                .await()
                .atMost(Duration.ofSeconds(30)));
    }
}

package io.focusforge.orchestrator.eventkey;

import static io.focusforge.orchestrator.testing.User.path;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.event.EventStore;
import io.focusforge.orchestrator.event.NewEvent;
import io.focusforge.orchestrator.event.NewEvents;
import io.focusforge.orchestrator.event.StoredEvent;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.event.VersionConflict;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What events say of people is sealed with a key of theirs, and gone with it. */
@QuarkusTest
@WithNeighbours
class SealedEventsTest {
    private final User user = User.fresh();

    @Inject
    TenantDatabase database;

    @Inject
    EventStore events;

    @Inject
    UnitOfWork work;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void standInTheTableUnreadable() {
        var task = user.createTitled("Call Anna");
        var rows = query("SELECT data::text, data_key FROM events WHERE tenant_id = $1 AND user_id = $2");
        assertThat(rows).hasSize(3).allSatisfy(row -> {
            assertThat(row.getString(0)).startsWith("\"").doesNotContain("Anna").doesNotContain("title");
            assertThat(row.getUUID(1)).isNotNull();
        });
        assertThat(user.history(task).at("/items/0/data/title").asText()).isEqualTo("Call Anna");
    }

    @Test
    void sayNothingAnyMoreOnceTheirUserIsForgotten() {
        var task = user.createTitled("Call Anna");
        var key = user.key(task);
        var colleague = user.colleague();
        var others = colleague.createTitled("Stay");
        forget();
        assertThat(query("SELECT id FROM subject_keys WHERE tenant_id = $1 AND user_id = $2"))
                .isEmpty();
        assertThat(query("SELECT id FROM events WHERE tenant_id = $1 AND user_id = $2"))
                .hasSize(3);
        assertThat(events.read(key.tenant(), key.id(), 0, 100)).isEmpty();
        user.request().get(path(task) + "/history").then().statusCode(404);
        assertThat(colleague.history(others).path("items")).hasSize(3);
        var log = User.json(user.with(Scopes.AUDIT_READ).get("/api/v1/audit?actor=" + user.id()));
        assertThat(log.path("items")).hasSize(1);
    }

    @Test
    void beginAnewWithAnotherKeyWhenTheirUserComesBack() {
        user.createTitled("Call Anna");
        var before = query("SELECT id FROM subject_keys WHERE tenant_id = $1 AND user_id = $2");
        forget();
        // this replica remembers the key, and learns with the first attempt that it is gone
        var stream = Ids.next();
        assertThatThrownBy(() -> append(stream)).isInstanceOf(VersionConflict.class);
        append(stream);
        assertThat(events.read(user.tenant(), stream, 0, 10))
                .extracting(StoredEvent::data)
                .containsExactly("{\"title\":\"x\"}");
        var after = query("SELECT id FROM subject_keys WHERE tenant_id = $1 AND user_id = $2");
        assertThat(after.getFirst().getUUID(0)).isNotEqualTo(before.getFirst().getUUID(0));
    }

    @Test
    void areWorthNothingInAnotherPlace() {
        var task = user.createTitled("Call Anna");
        var moved = UUID.randomUUID();
        query("""
                INSERT INTO events (tenant_id, stream_id, version, id, type, time, user_id, data, traceparent, data_key)
                SELECT tenant_id, '%s', version, id, type, time, user_id, data, traceparent, data_key FROM events
                WHERE tenant_id = $1 AND user_id = $2 RETURNING id""".formatted(moved));
        assertThatThrownBy(() -> events.read(user.tenant(), moved, 0, 10)).isInstanceOf(IllegalStateException.class);
        assertThat(events.read(user.tenant(), user.key(task).id(), 0, 10)).hasSize(3);
    }

    @Test
    void areReadAlsoFromBeforeThereWereKeys() {
        var stream = UUID.randomUUID();
        query("""
                INSERT INTO events (tenant_id, stream_id, version, id, type, time, user_id, data, traceparent)
                VALUES ($1, '%s', 1, gen_random_uuid(), 'io.focusforge.task.created.v1', now(), $2, '{"title": "old"}', '')
                RETURNING id""".formatted(stream));
        assertThat(events.read(user.tenant(), stream, 0, 10))
                .extracting(StoredEvent::data)
                .containsExactly("{\"title\": \"old\"}");
        forget();
        assertThat(query("SELECT id FROM events WHERE tenant_id = $1 AND user_id = $2"))
                .isEmpty();
    }

    private void append(UUID stream) {
        work.commit(user.tenant(), pipeline -> {
            var event = new NewEvent(Ids.next(), "io.focusforge.task.created.v1", "{\"title\":\"x\"}");
            events.append(
                    pipeline, new NewEvents(user.tenant(), stream, 0, List.of(event), Instant.now(), user.id(), ""));
            return stream;
        });
    }

    private void forget() {
        given().header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", user.tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + user.id() + "/erasure")
                .then()
                .statusCode(200)
                .body("more", equalTo(false));
    }

    private List<Row> query(String sql) {
        return database.inTransaction(
                user.tenant(), connection -> connection
                        .preparedQuery(sql)
                        .execute(Tuple.of(user.tenant(), user.id()))
                        .await()
                        .atMost(Duration.ofSeconds(30))
                        .stream()
                        .toList());
    }
}

package io.focusforge.orchestrator.projection;

import static io.focusforge.orchestrator.projection.EventfulLife.id;
import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.idempotency.IdempotencyKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The read model that is made anew from the events is the one that was written with them. */
@QuarkusTest
@WithNeighbours
class RebuildTest {
    private static final List<String> TABLES =
            List.of("tasks", "task_words", "task_dependencies", "task_series", "focus_sessions");
    private final User user = User.fresh();
    private final User colleague = user.colleague();

    @Inject
    TenantDatabase database;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void makesTheSameRowsOfTheEvents() {
        EventfulLife.of(user);
        EventfulLife.of(colleague);
        var before = rows();
        var rebuild = rebuild();
        assertThat(rebuild.path("difference").toString()).isEqualTo("{\"missing\":0,\"changed\":0,\"surplus\":0}");
        assertThat(rebuild.path("tasks").asInt()).isEqualTo(count("tasks"));
        assertThat(rebuild.path("events").asInt()).isEqualTo(count("events"));
        assertThat(rows()).isEqualTo(before);
        for (var table : TABLES) {
            assertThat(count(table + "_rebuilt")).isZero();
        }
    }

    @Test
    void putsRightWhatHasGoneWrong() {
        EventfulLife.of(user);
        var before = rows();
        var lost = user.createTitled("Lost");
        var changed = user.createTitled("Changed");
        var whole = rows();
        execute("DELETE FROM tasks WHERE tenant_id = $1 AND id = '%s'".formatted(id(lost)));
        execute("DELETE FROM task_words WHERE tenant_id = $1 AND task_id = '%s'".formatted(id(lost)));
        execute("UPDATE tasks SET title = 'other', document = '{}' WHERE tenant_id = $1 AND id = '%s'"
                .formatted(id(changed)));
        execute("""
                INSERT INTO tasks SELECT tenant_id, gen_random_uuid(), owner_id, version, status, priority, due_at, labels, title,
                    document, parent_id, blocked, series_id FROM tasks WHERE tenant_id = $1 AND id = '%s'""".formatted(id(changed)));
        assertThat(rows()).isNotEqualTo(whole);
        assertThat(rebuild().path("difference").toString()).isEqualTo("{\"missing\":1,\"changed\":1,\"surplus\":1}");
        assertThat(rows()).isEqualTo(whole).isNotEqualTo(before);
    }

    @Test
    void putsSeriesAndFocusSessionsRight() {
        EventfulLife.of(user);
        var whole = rows();
        execute("UPDATE task_series SET make_at = NULL, document = '{}' WHERE tenant_id = $1");
        execute(
                "UPDATE focus_sessions SET focus_seconds = 7, state = 'stopped' WHERE tenant_id = $1 AND state = 'interrupted'");
        execute("DELETE FROM focus_sessions WHERE tenant_id = $1 AND state = 'stopped' AND focus_seconds <> 7");
        assertThat(rows()).isNotEqualTo(whole);
        assertThat(rebuild().path("difference").toString()).isEqualTo("{\"missing\":1,\"changed\":3,\"surplus\":0}");
        assertThat(rows()).isEqualTo(whole);
    }

    @Test
    void waitsForNobodyWhoWritesWhatIsRight() throws Exception {
        EventfulLife.of(user);
        var stranger = User.fresh();
        stranger.createTitled("Elsewhere");
        var written = new CountDownLatch(2);
        var ended = new CountDownLatch(1);
        var writers = Stream.of(user, stranger)
                .map(of -> CompletableFuture.runAsync(() -> writeUntil(of, written, ended), Thread::startVirtualThread))
                .toList();
        try {
            written.await();
            assertThat(rebuild().path("difference").toString())
                    .isEqualTo("{\"missing\":0,\"changed\":0,\"surplus\":0}");
        } finally {
            ended.countDown();
        }
        writers.forEach(CompletableFuture::join);
    }

    /** Has changed all tasks, and commits when it is told. */
    private void writeUntil(User of, CountDownLatch written, CountDownLatch ended) {
        database.inTransaction(of.tenant(), connection -> {
            connection
                    .preparedQuery("UPDATE tasks SET title = title WHERE tenant_id = $1")
                    .execute(Tuple.of(of.tenant()))
                    .await()
                    .atMost(Duration.ofSeconds(30));
            written.countDown();
            try {
                return ended.await(2, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void insistsWhereItWasRefusedOften() {
        EventfulLife.of(user);
        var lost = user.createTitled("Lost");
        var whole = rows();
        execute("DELETE FROM tasks WHERE tenant_id = $1 AND id = '%s'".formatted(id(lost)));
        execute("""
                INSERT INTO projection_rebuilds (tenant_id, id, state, turn, place, failures, started_at, next_at)
                VALUES ($1, gen_random_uuid(), 'catching_up', 0, 0, 3, now(), now())""");
        var location = RebuildResource.path(UUID.fromString(json(admin().get(RebuildResource.PATH))
                .path("items")
                .path(0)
                .path("id")
                .asText()));
        assertThat(ended(location).path("difference").toString())
                .isEqualTo("{\"missing\":1,\"changed\":0,\"surplus\":0}");
        assertThat(rows()).isEqualTo(whole);
    }

    @Test
    void isServedAndWrittenToMeanwhile() {
        EventfulLife.of(user);
        var running = new AtomicBoolean(true);
        var writer = CompletableFuture.supplyAsync(() -> {
            var written = new ArrayList<JsonNode>();
            while (running.get()) {
                var task = user.createTitled("Meanwhile " + written.size());
                user.request().post(path(task) + "/complete").then().statusCode(200);
                assertThat(user.read(task).path("status").asText()).isEqualTo("completed");
                written.add(task);
            }
            return written;
        });
        try {
            assertThat(rebuild().path("difference").toString())
                    .isEqualTo("{\"missing\":0,\"changed\":0,\"surplus\":0}");
        } finally {
            running.set(false);
        }
        for (var task : writer.join()) {
            assertThat(user.read(task).path("status").asText()).isEqualTo("completed");
        }
        var before = rows();
        assertThat(rebuild().path("difference").toString()).isEqualTo("{\"missing\":0,\"changed\":0,\"surplus\":0}");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void bringsNobodyBackWhoWasForgotten() {
        EventfulLife.of(user);
        EventfulLife.of(colleague);
        RestAssured.given()
                .header(
                        "Authorization",
                        TestTokens.bearerFrom("memory", user.tenant(), new UUID(0, 0), "internal:write"))
                .post("/internal/subjects/" + user.id() + "/erasure")
                .then()
                .statusCode(200)
                .body("more", equalTo(false));
        var before = rows();
        assertThat(rebuild().path("difference").toString()).isEqualTo("{\"missing\":0,\"changed\":0,\"surplus\":0}");
        assertThat(rows())
                .isEqualTo(before)
                .contains(colleague.id().toString())
                .doesNotContain(user.id().toString());
    }

    @Test
    void isDoneOnceAtATimeAndOnceForAKey() {
        var key = UUID.randomUUID().toString();
        var first = admin().header(IdempotencyKey.HEADER, key).post(RebuildResource.PATH);
        assertThat(first.statusCode()).isEqualTo(202);
        var again = admin().header(IdempotencyKey.HEADER, key).post(RebuildResource.PATH);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(again.header(IdempotencyKey.REPLAYED_HEADER)).isEqualTo("true");
        ended(first.header("Location"));
        execute("""
                INSERT INTO projection_rebuilds (tenant_id, id, state, started_at, next_at)
                VALUES ($1, gen_random_uuid(), 'clearing', now(), 'infinity')""");
        admin().post(RebuildResource.PATH).then().statusCode(409).body("code", equalTo("conflict"));
        assertThat(json(admin().get(RebuildResource.PATH)).path("items")).hasSize(2);
    }

    @Test
    void isForThoseWhoMayAndOfTheirTenantOnly() {
        user.request().post(RebuildResource.PATH).then().statusCode(403);
        var location = admin().post(RebuildResource.PATH).header("Location");
        User.fresh().with(Scopes.TASKS_ADMIN).get(location).then().statusCode(404);
        admin().get(RebuildResource.PATH + "/x").then().statusCode(404);
    }

    @Test
    void hasTheColumnsOfWhatItStandsInFor() {
        for (var table : TABLES) {
            assertThat(columns(table + "_rebuilt")).isEqualTo(columns(table)).isNotEmpty();
        }
    }

    private JsonNode rebuild() {
        var begun = admin().post(RebuildResource.PATH);
        assertThat(begun.statusCode()).isEqualTo(202);
        return ended(begun.header("Location"));
    }

    private JsonNode ended(String location) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> json(admin().get(location)).has("endedAt"));
        var rebuild = json(admin().get(location));
        assertThat(rebuild.path("state").asText()).isEqualTo("done");
        return rebuild;
    }

    private io.restassured.specification.RequestSpecification admin() {
        return user.with(Scopes.TASKS_ADMIN);
    }

    private String rows() {
        var all = new StringBuilder();
        for (var table : TABLES) {
            all.append(text("SELECT coalesce(string_agg(t::text, E'\\n' ORDER BY t::text), '') FROM " + table
                    + " AS t WHERE tenant_id = $1"));
        }
        return all.toString();
    }

    private int count(String table) {
        return Integer.parseInt(text("SELECT count(*)::text FROM " + table + " WHERE tenant_id = $1"));
    }

    private String columns(String table) {
        return text("""
                SELECT string_agg(attname || ' ' || atttypid::regtype || ' ' || attcollation::text, ', ' ORDER BY attnum)
                FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 AND NOT attisdropped AND $1::uuid IS NOT NULL""".formatted(table));
    }

    private String text(String sql) {
        return database.inTransaction(user.tenant(), connection -> connection
                .preparedQuery(sql)
                .execute(Tuple.of(user.tenant()))
                .await()
                .atMost(Duration.ofSeconds(30))
                .iterator()
                .next()
                .getString(0));
    }

    private void execute(String sql) {
        database.inTransaction(user.tenant(), connection -> connection
                .preparedQuery(sql)
                .execute(Tuple.of(user.tenant()))
                .await()
                .atMost(Duration.ofSeconds(30)));
    }
}

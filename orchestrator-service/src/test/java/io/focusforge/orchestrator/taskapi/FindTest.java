package io.focusforge.orchestrator.taskapi;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks found by words, and by the days on which they are due. */
@QuarkusTest
@WithNeighbours
class FindTest {
    private static final Instant NOON = Instant.parse("2030-03-30T12:00:00Z");

    private final User user = User.fresh();

    @Inject
    TenantDatabase database;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void findsByTheBeginningsOfWordsOfAllTexts() {
        user.create("{\"title\":\"Überweisung prüfen\",\"description\":\"for the tax office\",\"labels\":[\"money\"]}");
        user.createTitled("Tax the dog");
        user.colleague().createTitled("Tax of a colleague");
        assertThat(titles("q=tax")).containsExactly("Tax the dog", "Überweisung prüfen");
        assertThat(titles("q=PRUF%20mon")).containsExactly("Überweisung prüfen");
        assertThat(titles("q=tax&status=completed")).isEmpty();
        assertThat(titles("q=ax")).isEmpty();
        assertThat(titles("q=tax%20dog%20cat")).isEmpty();
    }

    @Test
    void forgetsTheWordsOfTextsThatAreGone() {
        var task = user.createTitled("Call Anna");
        user.send("{\"title\":\"Write to Bea\"}")
                .header("If-Match", "*")
                .patch(path(task))
                .then()
                .statusCode(200);
        assertThat(titles("q=anna")).isEmpty();
        assertThat(titles("q=bea")).containsExactly("Write to Bea");
        user.request().delete(path(task)).then().statusCode(204);
        assertThat(titles("q=bea")).isEmpty();
        assertThat(words()).isZero();
    }

    @Test
    void searchesByIndexUnderRowLevelSecurity() {
        var plan = database.read(user.tenant(), connection -> {
            connection.query("SET LOCAL enable_seqscan = off").executeAndAwait();
            return connection
                    .preparedQuery("EXPLAIN SELECT task_id FROM task_words WHERE tenant_id = $1 AND owner_id = $2"
                            + " AND word >= $3 AND word < $4")
                    .executeAndAwait(Tuple.of(user.tenant(), user.id(), "a", "b"));
        });
        var text = new StringBuilder();
        plan.forEach(row -> text.append(row.getString(0)).append('\n'));
        assertThat(text.toString()).containsPattern("Index Cond: .*word >= ");
    }

    @Test
    void showsTodayAndWhatIsUpcomingInTheTimeZoneOfTheUser() {
        QuarkusMock.installMockForType(Clock.fixed(NOON, ZoneOffset.UTC), Clock.class);
        due("overdue", "2030-03-01T00:00:00Z");
        due("late in Berlin", "2030-03-30T22:59:59Z");
        due("first of the short day in Berlin", "2030-03-30T23:00:00Z");
        due("last of the short day in Berlin", "2030-03-31T21:59:59Z");
        due("the day behind in Berlin", "2030-03-31T22:00:00Z");
        user.createTitled("some day");
        assertThat(view("today?timeZone=Europe/Berlin")).containsExactly("overdue", "late in Berlin");
        assertThat(view("upcoming?timeZone=Europe/Berlin&days=1"))
                .containsExactly("first of the short day in Berlin", "last of the short day in Berlin");
        assertThat(view("today")).hasSize(3);
        assertThat(view("upcoming?timeZone=Europe/Berlin")).hasSize(3);
        var done = due("done", "2030-03-30T10:00:00Z");
        user.request().post(path(done) + "/complete").then().statusCode(200);
        assertThat(view("today")).hasSize(3);
    }

    @Test
    void pagesByDueDateWithoutGapsWhileTasksComeIn() {
        QuarkusMock.installMockForType(Clock.fixed(NOON, ZoneOffset.UTC), Clock.class);
        for (var i = 0; i < 5; i++) {
            due("T" + i, "2030-03-30T1" + (i / 2) + ":00:00.123456Z");
        }
        var seen = new ArrayList<String>();
        var page = get("today?limit=2");
        due("before", "2030-03-30T01:00:00Z");
        for (var pages = 0; pages < 10; pages++) {
            seen.addAll(page.path("items").findValuesAsText("title").stream()
                    .filter(t -> t.matches("T."))
                    .toList());
            if (!page.has("nextCursor")) {
                break;
            }
            page = get("today?limit=2&cursor=" + page.path("nextCursor").asText());
        }
        assertThat(seen).containsExactly("T0", "T1", "T2", "T3", "T4");
    }

    @Test
    void refusesTheCursorOfAnotherQuery() {
        user.createTitled("A");
        user.createTitled("B");
        var cursor = user.list("?limit=1").path("nextCursor").asText();
        for (var query : List.of("?order=asc&cursor=", "?status=open&cursor=", "/today?cursor=")) {
            var response = user.request().get("/api/v1/tasks" + query + cursor);
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(json(response).path("code").asText()).isEqualTo("invalid_cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?q=%25",
                "?parent=x",
                "?blocked=yes",
                "/today?timeZone=CEST",
                "/today?timeZone=Mars/Base",
                "/today?timeZone=%2B01:00",
                "/upcoming?days=91",
                "/upcoming?days=0",
                "/upcoming?days=x"
            })
    void refusesAQueryThatMeansNothing(String query) {
        user.request()
                .urlEncodingEnabled(false)
                .get("/api/v1/tasks" + query)
                .then()
                .statusCode(400)
                .body("code", org.hamcrest.Matchers.equalTo("invalid_request"));
    }

    private JsonNode due(String title, String dueAt) {
        return user.create("{\"title\":\"%s\",\"dueAt\":\"%s\"}".formatted(title, dueAt));
    }

    private JsonNode get(String view) {
        return json(user.request()
                .get("/api/v1/tasks/" + view)
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    private List<String> view(String view) {
        return titles(get(view));
    }

    private List<String> titles(String query) {
        return titles(json(user.request()
                .urlEncodingEnabled(false)
                .get("/api/v1/tasks?" + query)
                .then()
                .statusCode(200)
                .extract()
                .response()));
    }

    private static List<String> titles(JsonNode page) {
        var titles = new ArrayList<String>();
        page.path("items").forEach(task -> titles.add(task.path("title").asText()));
        return titles;
    }

    private long words() {
        return database.inTransaction(user.tenant(), connection -> connection
                .query("SELECT count(*) FROM task_words WHERE owner_id = '" + user.id() + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0));
    }
}

package io.focusforge.orchestrator.bulk;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.id.Ids;
import io.focusforge.orchestrator.event.UnitOfWork;
import io.focusforge.orchestrator.task.TaskChange;
import io.focusforge.orchestrator.task.TaskEvent;
import io.focusforge.orchestrator.task.TaskKey;
import io.focusforge.orchestrator.task.TaskLedger;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many tasks by one request. */
@QuarkusTest
@WithNeighbours
class BulkTest {
    private final User user = User.fresh();

    @Inject
    UnitOfWork work;

    @Inject
    TaskLedger ledger;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void changesAThousandTasksAndSaysThatThereAreMore() {
        make(1_001);
        var answer = bulk("{\"filter\":{\"status\":\"open\"},\"action\":\"complete\"}");
        assertThat(answer.path("changed").asInt()).isEqualTo(1_000);
        assertThat(answer.path("more").asBoolean()).isTrue();
        assertThat(user.list("?status=open").path("items")).hasSize(1);
        var labelled = bulk(
                "{\"filter\":{\"status\":\"completed\"},\"action\":\"update\",\"update\":{\"addLabels\":[\"a\\\"b\"]}}");
        assertThat(labelled.path("changed").asInt()).isEqualTo(1_000);
        assertThat(user.list("?label=a\"b&limit=200").path("items")).hasSize(200);
    }

    @Test
    void givesEachTaskItsOwnOutcome() {
        var parent = user.createTitled("Parent");
        var child = user.create("{\"title\":\"Child\",\"parentId\":\"%s\"}".formatted(id(parent)));
        var done = user.createTitled("Done");
        user.request().post(path(done) + "/complete").then().statusCode(200);
        var foreign = user.colleague().createTitled("Foreign");
        var answer = bulk(byIds("complete", "each", parent, done, foreign));
        assertThat(outcomes(answer)).containsExactly("refused:conflict", "unchanged:", "refused:not_found");
        assertThat(outcomes(bulk(byIds("complete", "each", parent, child)))).containsExactly("changed:", "changed:");
    }

    @Test
    void changesAllOrNothing() {
        var task = user.createTitled("A");
        var parent = user.createTitled("Parent");
        user.create("{\"title\":\"Child\",\"parentId\":\"%s\"}".formatted(id(parent)));
        var response = send(byIds("complete", "all", task, parent)).post("/api/v1/tasks:bulk");
        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(json(response).path("detail").asText()).contains(id(parent), "Nothing was changed");
        assertThat(user.read(task)).isEqualTo(task);
        assertThat(bulk(byIds("delete", "all", task, parent)).path("changed").asInt())
                .isEqualTo(2);
        assertThat(user.list("").path("items")).isEmpty();
    }

    @Test
    void doesNotShiftTwiceUnderOneKey() {
        var task = user.create("{\"title\":\"A\",\"dueAt\":\"2030-01-01T00:00:00Z\"}");
        var body = "{\"filter\":{},\"action\":\"update\",\"update\":{\"shiftDueBy\":\"P1D\"}}";
        var first = keyed(body);
        var second = keyed(body);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(json(second)).isEqualTo(json(first));
        assertThat(user.read(task).path("dueAt").asText()).isEqualTo("2030-01-02T00:00:00Z");
        assertThat(keyed(body.replace("P1D", "P2D")).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"action":"complete"}
            {"ids":[],"action":"complete"}
            {"ids":["00000000-0000-0000-0000-000000000001"],"filter":{},"action":"complete"}
            {"ids":["00000000-0000-0000-0000-000000000001"],"action":"explode"}
            {"ids":["00000000-0000-0000-0000-000000000001"],"action":"update"}
            {"ids":["00000000-0000-0000-0000-000000000001"],"action":"update","update":{}}
            {"ids":["00000000-0000-0000-0000-000000000001"],"action":"complete","update":{"addLabels":["a"]}}
            {"ids":["00000000-0000-0000-0000-000000000001"],"action":"update","update":{"shiftDueBy":"P4000D"}}
            {"filter":{"q":"%"},"action":"complete"}
            {"filter":{"labels":"a"},"action":"complete"}
            """)
    void refusesARequestThatMeansNothing(String body) {
        send(body).post("/api/v1/tasks:bulk").then().statusCode(400);
    }

    @Test
    void takesNoMoreThanAThousandIds() {
        var ids = IntStream.rangeClosed(0, 1_000)
                .mapToObj(i -> "\"" + UUID.randomUUID() + "\"")
                .collect(Collectors.joining(","));
        send("{\"ids\":[%s],\"action\":\"delete\"}".formatted(ids))
                .post("/api/v1/tasks:bulk")
                .then()
                .statusCode(400);
    }

    private void make(int count) {
        var now = Instant.now();
        var changes = IntStream.range(0, count)
                .mapToObj(i -> TaskChange.creation(
                        new TaskKey(user.tenant(), user.id(), Ids.next()),
                        new TaskEvent.Created("T" + i, null, null, List.of()),
                        now,
                        "00-00000000000000000000000000000001-0000000000000001-01"))
                .toList();
        work.commit(user.tenant(), pipeline -> {
            ledger.appendAll(pipeline, changes, List.of());
            return changes;
        });
    }

    private Response keyed(String body) {
        return send(body).header("Idempotency-Key", "shift-it-once").post("/api/v1/tasks:bulk");
    }

    private JsonNode bulk(String body) {
        return json(send(body)
                .post("/api/v1/tasks:bulk")
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    /** As it is: a colon stays a colon. */
    private RequestSpecification send(String body) {
        return user.send(body).urlEncodingEnabled(false);
    }

    private static String byIds(String action, String mode, JsonNode... tasks) {
        var ids = List.of(tasks).stream().map(task -> "\"" + id(task) + "\"").toList();
        return "{\"ids\":%s,\"action\":\"%s\",\"mode\":\"%s\"}".formatted(ids, action, mode);
    }

    private static List<String> outcomes(JsonNode answer) {
        var outcomes = new ArrayList<String>();
        answer.path("items")
                .forEach(item -> outcomes.add(
                        item.path("outcome").asText() + ":" + item.path("code").asText()));
        return outcomes;
    }

    private static String id(JsonNode task) {
        return task.path("id").asText();
    }
}

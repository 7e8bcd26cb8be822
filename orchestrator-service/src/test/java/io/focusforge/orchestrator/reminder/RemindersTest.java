package io.focusforge.orchestrator.reminder;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reminders, and the jobs by which they come. */
@QuarkusTest
@WithNeighbours
class RemindersTest {
    private final User user = User.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void leavesAJobForEachTimeAndFiresOnce() {
        var task = user.create("""
                {"title":"Call Anna","dueAt":"2030-05-01T10:00:00Z",
                 "reminders":[{"beforeDue":"PT30M"},{"at":"2030-04-30T08:00:00Z"}]}""");
        awaitJobs(task, "2030-04-30T08:00:00Z", "2030-05-01T09:30:00Z");
        assertThat(fire(task, "2030-05-01T09:30:00Z")).isTrue();
        assertThat(fire(task, "2030-05-01T09:30:00Z")).isFalse();
        assertThat(user.read(task).at("/reminders/0/firedFor").asText()).isEqualTo("2030-05-01T09:30:00Z");
        Awaitility.await().untilAsserted(() -> assertThat(publications(task)).hasSize(1));
        assertThat(publications(task)
                        .getFirst()
                        .at("/payload/events/0/data/title")
                        .asText())
                .isEqualTo("Call Anna");
    }

    @Test
    void movesWithTheDueDateAndEndsWithTheTask() {
        var task = user.create("""
                {"title":"Call Anna","dueAt":"2030-05-01T10:00:00Z","reminders":[{"beforeDue":"PT30M"}]}""");
        user.send("{\"dueAt\":\"2030-05-02T10:00:00Z\"}")
                .header("If-Match", "*")
                .patch(path(task))
                .then()
                .statusCode(200);
        awaitJobs(task, "2030-05-01T09:30:00Z", "2030-05-02T09:30:00Z");
        assertThat(fire(task, "2030-05-01T09:30:00Z")).isFalse();
        user.request().post(path(task) + "/complete").then().statusCode(200);
        assertThat(fire(task, "2030-05-02T09:30:00Z")).isFalse();
        user.request().post(path(task) + "/reopen").then().statusCode(200);
        awaitJobs(task, "2030-05-01T09:30:00Z", "2030-05-02T09:30:00Z", "2030-05-02T09:30:00Z");
        user.send("{\"reminders\":[]}")
                .header("If-Match", "*")
                .patch(path(task))
                .then()
                .statusCode(200);
        assertThat(fire(task, "2030-05-02T09:30:00Z")).isFalse();
        user.request().delete(path(task)).then().statusCode(204);
        assertThat(fire(task, "2030-05-02T09:30:00Z")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"at\":\"2030-05-01T10:00:00Z\",\"beforeDue\":\"PT1H\"}",
                "{\"beforeDue\":\"-PT1H\"}",
                "{\"beforeDue\":\"P400D\"}",
                "null"
            })
    void refusesWhatIsNoReminder(String reminder) {
        user.send("{\"title\":\"x\",\"reminders\":[%s]}".formatted(reminder))
                .post("/api/v1/tasks")
                .then()
                .statusCode(400);
    }

    private boolean fire(JsonNode task, String at) {
        return json(user.with(Scopes.INTERNAL)
                        .contentType(ContentType.JSON)
                        .body("{\"at\":\"%s\"}".formatted(at))
                        .post("/internal/tasks/" + task.path("id").asText() + "/reminders")
                        .then()
                        .statusCode(200)
                        .extract()
                        .response())
                .path("fired")
                .asBoolean();
    }

    private static void awaitJobs(JsonNode task, String... times) {
        Awaitility.await().untilAsserted(() -> assertThat(
                        Neighbours.jobsOf(task.path("id").asText()).stream()
                                .filter(job -> job.path("type").asText().equals("task.remind"))
                                .map(job -> job.path("runAt").asText()))
                .containsExactlyInAnyOrder(times));
    }

    private static List<JsonNode> publications(JsonNode task) {
        return Neighbours.JOBS.stream()
                .filter(job -> job.path("type").asText().equals("webhook.publish")
                        && job.at("/payload/events/0/data/taskId").equals(task.path("id")))
                .toList();
    }
}

package io.focusforge.orchestrator.focus;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Focus sessions over HTTP, and what they teach. */
@QuarkusTest
@WithNeighbours
class FocusTest {
    private static final String SESSIONS = "/api/v1/tasks/focus-sessions";

    private final User user = User.fresh();
    private Instant now = Instant.parse("2030-01-07T09:00:00Z");

    @BeforeEach
    void reset() {
        Neighbours.reset();
        later(Duration.ZERO);
    }

    @Test
    void countsWorkAndNotInterruptions() {
        var session = start(user.createTitled("Write the report"));
        later(Duration.ofMinutes(20));
        act(session, "interrupt", 200);
        act(session, "interrupt", 409);
        later(Duration.ofMinutes(90));
        act(session, "resume", 200);
        later(Duration.ofMinutes(10));
        assertThat(act(session, "stop", 200).path("focusSeconds").asInt()).isEqualTo(30 * 60);
        act(session, "stop", 409);
        act(session, "resume", 409);
        var stored = get(SESSIONS + "/" + session.path("id").asText());
        assertThat(stored.path("interruptions").asInt()).isEqualTo(1);
        assertThat(stored.path("state").asText()).isEqualTo("stopped");
        user.request().get(SESSIONS + "/current").then().statusCode(404);
        assertThat(get(SESSIONS).path("items")).hasSize(1);
        assertThat(get(SESSIONS + "?taskId=" + UUID.randomUUID()).path("items")).isEmpty();
    }

    @Test
    void runsOneSessionAtATime() throws Exception {
        var task = user.createTitled("Write the report");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> start = () -> tryStart(task).statusCode();
            var statuses =
                    threads.invokeAll(IntStream.range(0, 6).mapToObj(i -> start).toList());
            var started = 0;
            for (var status : statuses) {
                assertThat(status.get()).isIn(201, 409);
                started += status.get() == 201 ? 1 : 0;
            }
            assertThat(started).isEqualTo(1);
        }
        assertThat(get(SESSIONS + "/current").path("taskId")).isEqualTo(task.path("id"));
    }

    @Test
    void isNobodyElsesBusiness() {
        var session = start(user.createTitled("Write the report"));
        var colleague = user.colleague();
        colleague
                .request()
                .get(SESSIONS + "/" + session.path("id").asText())
                .then()
                .statusCode(404);
        colleague
                .request()
                .post(SESSIONS + "/" + session.path("id").asText() + "/stop")
                .then()
                .statusCode(404);
        colleague
                .send("{\"taskId\":\"%s\"}".formatted(session.path("taskId").asText()))
                .post(SESSIONS)
                .then()
                .statusCode(400);
        user.send("{}").post(SESSIONS).then().statusCode(400);
    }

    @Test
    void correctsTheEstimatesOfTheSameKindOfTaskAndShowsWhy() {
        var before = user.createTitled("Write the report").path("analysis");
        assertThat(before.path("correction").isNull()).isTrue();
        var minutes = before.path("estimateMinutes").asInt();
        for (var i = 0; i < 5; i++) {
            var task = user.createTitled("Write the report");
            var session = start(task);
            later(Duration.ofMinutes(4L * minutes));
            act(session, "stop", 200);
            user.request().post(path(task) + "/complete").then().statusCode(200);
        }
        var after = user.createTitled("Write the report").path("analysis");
        assertThat(after.path("estimateMinutes").asInt()).isGreaterThan(minutes);
        assertThat(after.at("/correction/fromMinutes").asInt()).isEqualTo(minutes);
        assertThat(after.at("/correction/tasks").asInt()).isEqualTo(5);
        var learned = get("/api/v1/tasks/estimates").path("items");
        assertThat(learned).hasSize(1);
        assertThat(learned.at("/0/category")).isEqualTo(after.path("category"));
        assertThat(learned.at("/0/factor").asDouble())
                .isEqualTo(after.at("/correction/factor").asDouble());
        assertThat(user.createTitled("Call Anna").at("/analysis/correction").isNull())
                .isTrue();
        assertThat(user.colleague().createTitled("Write the report").path("analysis"))
                .isEqualTo(before);
    }

    private void later(Duration by) {
        now = now.plus(by);
        QuarkusMock.installMockForType(Clock.fixed(now, ZoneOffset.UTC), Clock.class);
    }

    private JsonNode start(JsonNode task) {
        return json(tryStart(task).then().statusCode(201).extract().response());
    }

    private Response tryStart(JsonNode task) {
        return user.send("{\"taskId\":\"%s\"}".formatted(task.path("id").asText()))
                .post(SESSIONS);
    }

    private JsonNode act(JsonNode session, String action, int status) {
        return json(user.send("{}")
                .post(SESSIONS + "/" + session.path("id").asText() + "/" + action)
                .then()
                .statusCode(status)
                .extract()
                .response());
    }

    private JsonNode get(String path) {
        return json(user.request().get(path).then().statusCode(200).extract().response());
    }
}

package io.focusforge.orchestrator.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The creation of tasks as operators see it. */
@QuarkusTest
@WithNeighbours
class CreationSagasTest {
    private final User user = User.fresh();

    @Inject
    TenantDatabase database;

    @Inject
    SagaSweeper sweeper;

    @BeforeEach
    void modelIsAway() {
        Neighbours.reset();
        Neighbours.model(request -> Reply.status(500));
    }

    private ValidatableResponse sagas(String query) {
        return user.with(Scopes.SAGAS_ADMIN).get("/api/v1/sagas" + query).then().statusCode(200);
    }

    private ValidatableResponse saga(JsonNode task) {
        return user.with(Scopes.SAGAS_ADMIN)
                .get("/api/v1/sagas/" + task.path("id").asText())
                .then();
    }

    private ValidatableResponse act(JsonNode task, String action) {
        return user.with(Scopes.SAGAS_ADMIN)
                .post("/api/v1/sagas/" + task.path("id").asText() + "/" + action)
                .then();
    }

    /** A task that the rules have analysed, because the model does not answer. */
    private JsonNode degraded(String title) {
        var task = user.createTitled(title);
        await().until(() -> user.read(task).at("/analysis/degraded").asBoolean());
        return task;
    }

    private long analyzeJobs(JsonNode task) {
        return Neighbours.jobsOf(task.path("id").asText()).stream()
                .filter(job -> job.path("type").asText().equals("task.analyze"))
                .count();
    }

    /** A task whose analysis has killed its process ten times, and the model's answer to it is still owed. */
    private JsonNode hopeless() {
        var task = degraded("Call Anna");
        database.inTransaction(user.tenant(), connection -> connection
                .preparedQuery("""
                        UPDATE sagas SET step = 'analyze', attempts = 10, next_at = started_at, resume_at = started_at
                        WHERE tenant_id = $1 AND task_id = $2""")
                .execute(Tuple.of(user.tenant(), user.key(task).id()))
                .await()
                .atMost(Duration.ofSeconds(30)));
        assertThat(user.resume(task).statusCode()).isEqualTo(200);
        return task;
    }

    @Test
    void showsWhichStepATaskIsAt() {
        var task = degraded("Call Anna");
        saga(task)
                .statusCode(200)
                .body("kind", equalTo("task-creation"))
                .body("state", equalTo("running"))
                .body("steps.name", contains("analyze", "reanalyze", "replan"))
                .body("steps.state", contains("done", "running", "pending"));
        sagas("?state=running&kind=task-creation")
                .body("items.id", contains(task.path("id").asText()));
        sagas("?kind=subject-erasure").body("items", empty());
    }

    @Test
    void anAnalysisThatHasFailedForGoodIsStuckUntilItIsRetried() {
        var task = hopeless();
        assertThat(user.read(task).at("/analysis/status").asText()).isEqualTo("failed");
        sagas("?state=stuck")
                .body("items.id", contains(task.path("id").asText()))
                .body("items[0].error.code", equalTo("analysis_failed"));
        assertThat(user.resume(task).statusCode()).as("nothing to do").isEqualTo(200);

        Neighbours.model(null);
        act(task, "retry").statusCode(200).body("state", equalTo("running"));
        sweeper.sweep();
        await().until(() -> analyzeJobs(task) >= 2);
        assertThat(user.resume(task).statusCode()).isEqualTo(200);
        assertThat(user.read(task).at("/analysis/status").asText()).isEqualTo("done");
        saga(task).statusCode(404);
    }

    @Test
    void anAbandonedAnalysisIsNotGoneOnWith() {
        var stuck = hopeless();
        act(stuck, "abandon").statusCode(200).body("state", equalTo("abandoned"));
        act(stuck, "abandon").statusCode(404);
        var running = degraded("Call Bob");
        act(running, "retry").statusCode(409);
        act(running, "abandon").statusCode(200);
        assertThat(User.json(user.resume(running)).path("state").asText()).isEqualTo("done");
        assertThat(user.read(running).at("/analysis/degraded").asBoolean()).isTrue();
    }
}

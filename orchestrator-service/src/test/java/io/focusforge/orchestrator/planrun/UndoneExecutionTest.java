package io.focusforge.orchestrator.planrun;

import static io.focusforge.orchestrator.planapi.PlanUser.id;
import static io.focusforge.orchestrator.planapi.PlanUser.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.planapi.PlanUser;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.focusforge.orchestrator.testing.WorkerJobs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that jobs do, and executions that are given up or fail. */
@QuarkusTest
@WithNeighbours
class UndoneExecutionTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String BUDGET =
            "\"budget\":{\"calls\":10,\"tokens\":1000,\"costMicros\":1000000,\"minutes\":60}";
    private final PlanUser user = PlanUser.fresh();
    private final String mark = UUID.randomUUID().toString();

    @Inject
    LookedAfter lookedAfter;

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    private String job(String id, String type, String needs) {
        return """
                {"id":"%s","title":"Do %1$s","estimateMinutes":5,"dependsOn":[%s],
                 "job":{"type":"%s","payload":{"mark":"%s","step":"%1$s"}}}""".formatted(id, needs, type, mark);
    }

    private JsonNode accepted(String steps) {
        return user.act(user.create("{\"goal\":\"Run\",\"steps\":[" + steps + "]}"), "accept", null);
    }

    private JsonNode execute(JsonNode plan, String more) {
        return user.act(plan, "execute", "{" + BUDGET + more + "}");
    }

    private JsonNode awaits(JsonNode plan, Predicate<JsonNode> condition) {
        return lookedAfter.awaits(user, plan, condition);
    }

    private JsonNode running(JsonNode plan, String step) {
        return awaits(
                plan,
                now -> !step(now, step).at("/run/job").asText("").isEmpty()
                        && !step(now, step).at("/run/job").isNull());
    }

    private JsonNode asked(String step) {
        var jobs = WorkerJobs.about(mark).stream()
                .filter(job -> job.at("/payload/step").asText().equals(step))
                .toList();
        assertThat(jobs).hasSize(1);
        return jobs.getFirst();
    }

    private void ends(JsonNode plan, String step, String state, String result) throws IOException {
        running(plan, step);
        WorkerJobs.end(asked(step), state, result);
    }

    private JsonNode saga(JsonNode plan) {
        var saga = plan.at("/execution/saga").asText();
        return User.json(user.user().with(Scopes.SAGAS_ADMIN).get("/api/v1/sagas/" + saga));
    }

    private void saga(JsonNode plan, String state) {
        await().atMost(LONG).until(() -> saga(plan).path("state").asText(), state::equals);
    }

    private int byOperator(JsonNode plan, String act) {
        var saga = plan.at("/execution/saga").asText();
        return user.user()
                .with(Scopes.SAGAS_ADMIN)
                .post("/api/v1/sagas/" + saga + "/" + act)
                .statusCode();
    }

    private static String state(JsonNode plan) {
        return plan.at("/execution/state").asText();
    }

    @Test
    void hasJobsDoStepsAndKeepsWhatTheyReturn() throws IOException {
        var plan = accepted(job("a", "ai.inference", "") + "," + job("b", "ai.inference", "\"a\""));
        var begun = execute(plan, "");
        assertThat(saga(begun).path("kind").asText()).isEqualTo("plan-execution");
        ends(plan, "a", "succeeded", "{\"text\":\"tea\",\"totals\":{\"totalTokens\":30,\"costMicros\":7}}");
        ends(plan, "b", "succeeded", "{}");
        var done = awaits(plan, now -> state(now).equals("done"));
        assertThat(step(done, "a").at("/run/result/text").asText()).isEqualTo("tea");
        assertThat(user.task(done, "a").path("status").asText()).isEqualTo("completed");
        assertThat(done.at("/execution/spent/calls").asInt()).isEqualTo(2);
        assertThat(done.at("/execution/spent/tokens").asLong()).isEqualTo(30);
        assertThat(done.at("/execution/spent/costMicros").asLong()).isEqualTo(7);
        saga(begun, "completed");
        assertThat(user.post("/" + id(plan) + "/abandon", null).statusCode()).isEqualTo(409);
    }

    @Test
    void cancelsJobsAndOpensTasksAgainWhenItIsAbandoned() throws IOException {
        var plan = accepted(job("a", "ai.inference", "") + "," + job("b", "ai.inference", "\"a\"")
                + ",{\"id\":\"c\",\"title\":\"Mine\",\"estimateMinutes\":5}");
        var begun = execute(plan, "");
        user.act(plan, "steps/c/complete", null);
        ends(plan, "a", "succeeded", "{}");
        running(plan, "b");
        assertThat(state(user.act(plan, "abandon", null))).isEqualTo("abandoning");
        assertThat(user.post("/" + id(plan) + "/execute", "{" + BUDGET + "}").statusCode())
                .isEqualTo(409);
        var undone = awaits(plan, now -> state(now).equals("abandoned"));
        assertThat(asked("b").path("state").asText()).isEqualTo("cancelled");
        for (var step : new String[] {"a", "b"}) {
            assertThat(step(undone, step).path("state").asText()).isEqualTo("open");
            assertThat(user.task(undone, step).path("status").asText()).isEqualTo("open");
        }
        assertThat(user.task(undone, "c").path("status").asText())
                .as("what the person has done")
                .isEqualTo("completed");
        saga(begun, "compensated");
    }

    @Test
    void stopsAndKeepsWhatIsDoneWhenAnOperatorAbandonsTheSaga() throws IOException {
        var plan = accepted(job("a", "ai.inference", "") + "," + job("b", "ai.inference", "\"a\"") + ","
                + job("c", "ai.inference", "\"b\""));
        var begun = execute(plan, ",\"onFailure\":\"undo\"");
        ends(plan, "a", "succeeded", "{}");
        running(plan, "b");
        assertThat(byOperator(begun, "abandon")).isEqualTo(200);
        assertThat(byOperator(begun, "abandon")).isEqualTo(409);
        var stopped = awaits(plan, now -> step(now, "b").path("state").asText().equals("failed"));
        assertThat(state(stopped)).isEqualTo("stopped");
        assertThat(stopped.at("/execution/stoppedBy").asText()).isEqualTo("operator");
        assertThat(asked("b").path("state").asText()).isEqualTo("cancelled");
        assertThat(step(stopped, "c").path("state").asText()).isEqualTo("open");
        assertThat(user.task(stopped, "a").path("status").asText()).isEqualTo("completed");
        saga(begun, "abandoned");
    }

    @Test
    void undoesWhatItHasDoneWhenAStepFailsAndThatWasAskedFor() throws IOException {
        var plan = accepted(job("a", "ai.inference", "") + "," + job("b", "ai.inference", "\"a\""));
        var begun = execute(plan, ",\"onFailure\":\"undo\"");
        ends(plan, "a", "succeeded", "{}");
        ends(plan, "b", "dead", "null");
        var undone = awaits(plan, now -> state(now).equals("abandoned"));
        assertThat(undone.at("/execution/stoppedBy").asText()).isEqualTo("failure");
        assertThat(user.task(undone, "a").path("status").asText()).isEqualTo("open");
        saga(begun, "compensated");
        assertThat(saga(begun).at("/error/code").asText()).isEqualTo("execution_failed");
    }

    @Test
    void saysWhatTheWorkerRefusesAndWaitsForThePerson() {
        var plan = accepted(job("a", "no.such", ""));
        execute(plan, "");
        var failed = awaits(plan, now -> step(now, "a").path("state").asText().equals("failed"));
        assertThat(step(failed, "a").at("/run/error").asText()).isEqualTo("invalid_request");
        assertThat(state(failed)).isEqualTo("waiting");
        var both = job("a", "ai.inference", "").replace("\"job\"", "\"chain\":{\"name\":\"x\",\"input\":{}},\"job\"");
        assertThat(user.post("", "{\"goal\":\"Run\",\"steps\":[" + both + "]}").statusCode())
                .isEqualTo(400);
    }
}

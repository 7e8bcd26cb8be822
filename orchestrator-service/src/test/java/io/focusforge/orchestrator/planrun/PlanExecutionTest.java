package io.focusforge.orchestrator.planrun;

import static io.focusforge.orchestrator.planapi.PlanUser.id;
import static io.focusforge.orchestrator.planapi.PlanUser.step;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.planapi.PlanUser;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that run by themselves, on the real engine. */
@QuarkusTest
@WithNeighbours
class PlanExecutionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ENOUGH =
            "{\"budget\":{\"calls\":10,\"tokens\":1000,\"costMicros\":1000000,\"minutes\":60}}";
    private final PlanUser user = PlanUser.fresh();

    @Inject
    LookedAfter lookedAfter;

    @BeforeEach
    void reset() {
        Neighbours.reset();
        Neighbours.model(request -> said("{\"text\":\"tea\"}"));
        upload("""
                name: ask
                input: { type: object, required: [q] }
                output: {}
                steps: [ { id: say, type: prompt, prompt: "{input.q}", output: { type: object, required: [text] } } ]
                """);
        upload("""
                name: gate
                input: {}
                output: {}
                steps: [ { id: may, type: approve, right: jobs:write } ]
                """);
        upload("""
                name: broken
                input: {}
                output: {}
                steps: [ { id: bad, type: transform, expression: '$number("no")' } ]
                """);
    }

    @Test
    void runsWhatCanRunAndWaitsForThePersonInBetween() {
        var plan = accepted("""
                {"id":"a","title":"Ask","estimateMinutes":5,"chain":{"name":"ask","input":{"q":"1"}}},
                {"id":"b","title":"Read","estimateMinutes":5,"dependsOn":["a"]},
                {"id":"c","title":"Ask again","estimateMinutes":5,"dependsOn":["b"],"chain":{"name":"ask","input":{"q":"2"}}}""");
        assertThat(user.act(plan, "execute", ENOUGH).at("/execution/state").asText())
                .isEqualTo("running");
        assertThat(user.post("/" + id(plan) + "/execute", ENOUGH).statusCode()).isEqualTo(409);
        var waiting = awaitsTheSweeper(plan, now -> state(now).equals("waiting"));
        assertThat(step(waiting, "a").path("state").asText()).isEqualTo("done");
        assertThat(user.task(waiting, "a").path("status").asText()).isEqualTo("completed");
        assertThat(step(waiting, "c").path("state").asText()).isEqualTo("open");
        assertThat(waiting.at("/execution/spent/tokens").asLong()).isEqualTo(10);
        assertThat(waiting.at("/execution/spent/calls").asInt()).isEqualTo(1);
        user.act(plan, "steps/b/complete", null);
        var done = awaitsTheSweeper(plan, now -> state(now).equals("done"));
        assertThat(done.path("status").asText()).isEqualTo("done");
        assertThat(done.at("/execution/spent/tokens").asLong()).isEqualTo(20);
    }

    @Test
    void beginsNothingMoreWhenTheBudgetIsUsedUp() {
        var plan = accepted("""
                {"id":"a","title":"Ask","estimateMinutes":5,"chain":{"name":"ask","input":{"q":"1"}}},
                {"id":"b","title":"Ask","estimateMinutes":5,"dependsOn":["a"],"chain":{"name":"ask","input":{"q":"2"}}}""");
        user.act(plan, "execute", ENOUGH.replace("\"tokens\":1000", "\"tokens\":10"));
        var stopped = awaits(plan, now -> state(now).equals("stopped"));
        assertThat(stopped.at("/execution/stoppedBy").asText()).isEqualTo("tokens");
        assertThat(step(stopped, "a").path("state").asText()).isEqualTo("done");
        assertThat(step(stopped, "b").path("state").asText()).isEqualTo("open");
        assertThat(stopped.at("/execution/spent/tokens").asLong()).isEqualTo(10);
        user.act(plan, "execute", ENOUGH);
        awaits(plan, now -> state(now).equals("done"));
    }

    @Test
    void cancelsWhatRunsWhenMoreWasSpentThanThereIs() {
        upload("""
                name: costly
                input: {}
                output: {}
                steps:
                  - { id: say, type: prompt, prompt: x, output: {} }
                  - { id: may, type: approve, right: jobs:write }
                """);
        var plan = accepted(
                "{\"id\":\"a\",\"title\":\"Spend\",\"estimateMinutes\":5,\"chain\":{\"name\":\"costly\",\"input\":{}}}");
        user.act(plan, "execute", ENOUGH.replace("\"tokens\":1000", "\"tokens\":5"));
        var cancelled =
                awaits(plan, now -> step(now, "a").path("state").asText().equals("failed"));
        assertThat(state(cancelled)).isEqualTo("stopped");
        assertThat(cancelled.at("/execution/stoppedBy").asText()).isEqualTo("tokens");
        assertThat(cancelled.at("/execution/spent/tokens").asLong()).isEqualTo(10);
        assertThat(step(cancelled, "a").at("/run/error").asText()).isEqualTo("cancelled");
    }

    @Test
    void cancelsWhatRunsWhenItIsStopped() {
        var plan = accepted(
                "{\"id\":\"a\",\"title\":\"Wait\",\"estimateMinutes\":5,\"chain\":{\"name\":\"gate\",\"input\":{}}}");
        user.act(plan, "execute", ENOUGH);
        var running = awaitsTheSweeper(
                plan, now -> step(now, "a").path("state").asText().equals("running"));
        user.user().request().delete("/api/v1/plans/" + id(plan)).then().statusCode(409);
        assertThat(user.act(plan, "stop", null).at("/execution/stoppedBy").asText())
                .isEqualTo("person");
        var stopped = awaitsTheSweeper(
                plan, now -> step(now, "a").path("state").asText().equals("failed"));
        assertThat(step(stopped, "a").at("/run/error").asText()).isEqualTo("cancelled");
        var run = step(running, "a").at("/run/id").asText();
        assertThat(user.user().request().get("/api/v1/runs/" + run).<String>path("state"))
                .isEqualTo("cancelled");
        assertThat(user.task(plan, "a").path("status").asText()).isEqualTo("open");
    }

    @Test
    void saysWhatHasFailedAndTriesItAgainWhenAsked() {
        var plan = accepted(
                "{\"id\":\"a\",\"title\":\"Try\",\"estimateMinutes\":5,\"chain\":{\"name\":\"broken\",\"input\":{}}}");
        user.act(plan, "execute", ENOUGH);
        var failed = awaits(plan, now -> step(now, "a").path("state").asText().equals("failed"));
        assertThat(step(failed, "a").at("/run/error").asText()).isNotEmpty();
        assertThat(state(failed)).isEqualTo("waiting");
        var first = step(failed, "a").at("/run/id");
        user.act(plan, "stop", null);
        user.act(plan, "execute", ENOUGH);
        awaits(
                plan,
                now -> step(now, "a").path("state").asText().equals("failed")
                        && !step(now, "a").at("/run/id").equals(first));
        assertThat(user.post("/" + id(plan) + "/execute", "{\"budget\":{\"calls\":0}}")
                        .statusCode())
                .isEqualTo(400);
    }

    private static String state(JsonNode plan) {
        return plan.at("/execution/state").asText();
    }

    private JsonNode accepted(String steps) {
        var plan = user.create("{\"goal\":\"Run\",\"steps\":[" + steps + "]}");
        return user.act(plan, "accept", null);
    }

    private JsonNode awaits(JsonNode plan, Predicate<JsonNode> condition) {
        return lookedAfter.awaits(user, plan, condition);
    }

    private JsonNode awaitsTheSweeper(JsonNode plan, Predicate<JsonNode> condition) {
        return await().atMost(Duration.ofSeconds(60)).until(() -> user.read(plan), condition);
    }

    private static Reply said(String content) {
        var completion = JSON.createObjectNode().put("model", "fake-1");
        completion.putArray("choices").addObject().putObject("message").put("content", content);
        completion.putObject("usage").put("prompt_tokens", 7).put("completion_tokens", 3);
        return Reply.ok(completion.toString());
    }

    private void upload(String file) {
        user.user()
                .with(Scopes.CHAINS_ADMIN)
                .contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post("/api/v1/chains")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
    }
}

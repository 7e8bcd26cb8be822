package io.focusforge.orchestrator.chainrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Library;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chains on the engine: what runs is durable, and what is refused leaves nothing. */
@QuarkusTest
@WithNeighbours
class ChainRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "input: {}\noutput: {}\n";
    private final User user = User.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void runsAChainWithItsUsageAndChecksItsOutput() {
        Neighbours.model(request -> said("{\"text\":\"tea\"}"));
        upload("""
                name: ask
                input: { type: object, required: [q] }
                output: { type: object, required: [text, q] }
                result: '{ "text": $steps.say.text, "q": $input.q }'
                steps: [ { id: say, type: prompt, prompt: "{input.q}", output: { type: object, required: [text] } } ]
                """);
        run("ask", "{\"input\":{\"q\":\"?\"},\"mode\":\"sync\"}")
                .statusCode(200)
                .body("state", equalTo("succeeded"), "chain", equalTo("ask"))
                .body("output.text", equalTo("tea"), "output.q", equalTo("?"));
        run("ask", "{\"input\":{}}").statusCode(400).body("violations[0].field", equalTo("input"));
        run("nobody", "{\"input\":{}}").statusCode(404);
        var other = User.fresh();
        other.with(Scopes.TASKS_WRITE)
                .contentType(ContentType.JSON)
                .body("{\"input\":{\"q\":1}}")
                .post("/api/v1/chains/ask/runs")
                .then()
                .statusCode(404);
        user.with(Scopes.TASKS_READ)
                .get("/api/v1/runs?chain=ask")
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void runsBlocksWithinBlocks() {
        upload("name: nested\n" + ANY + """
                steps:
                  - { id: base, type: transform, expression: '100' }
                  - id: each
                    type: map
                    over: $input
                    steps:
                      - id: way
                        type: branch
                        cases: [ { when: $item > 1, steps: [ { id: more, type: transform, expression: $item + $steps.base } ] } ]
                        otherwise: { steps: [ { id: less, type: transform, expression: '0' } ] }
                """);
        run("nested", "{\"input\":[1,2,3],\"mode\":\"sync\"}")
                .body("state", equalTo("succeeded"), "output", equalTo(java.util.List.of(0, 102, 103)));
    }

    @Test
    void looksUpAndCallsAnotherChain() {
        Library.reset();
        Library.has("The canteen is closed.");
        Neighbours.memory(search -> Reply.ok("{\"items\":[{\"text\":\"likes tea\"}],\"degraded\":false}"));
        upload("name: inner\n" + ANY + """
                steps: [ { id: both, type: transform, expression: '$input.found & ", " & $input.known' } ]
                """);
        upload("name: outer\n" + ANY + """
                steps:
                  - { id: find, type: search, query: $input, limit: 1, collections: [house] }
                  - { id: past, type: recall, query: $input }
                  - { id: call, type: chain, chain: inner, input: '{ "found": $steps.find.items[0].text, "known": $steps.past.items[0].text }' }
                """);
        run("outer", "{\"input\":\"open?\",\"mode\":\"sync\"}")
                .body("state", equalTo("succeeded"), "output", equalTo("The canteen is closed., likes tea"));
    }

    @Test
    void waitsForAPersonWithTheRight() {
        upload("name: gate\n" + ANY + """
                steps:
                  - { id: may, type: approve, right: jobs:write }
                  - { id: end, type: transform, expression: '$steps.may.approved ? "yes" : "no"' }
                """);
        var id = run("gate", "{\"input\":1}").statusCode(202).extract().<String>path("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        user.request().get("/api/v1/runs/" + id).path("state").equals("waiting"));
        signal(user, id, "may", "{\"approved\":true}", Scopes.TASKS_WRITE).statusCode(403);
        signal(user.colleague(), id, "may", "{\"approved\":true}", Scopes.TASKS_WRITE)
                .statusCode(404);
        signal(user.colleague(), id, "may", "{\"approved\":true}", Scopes.TASKS_WRITE, Scopes.JOBS_WRITE)
                .statusCode(org.hamcrest.Matchers.lessThan(300));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> user.request()
                .get("/api/v1/runs/" + id)
                .then()
                .body("state", equalTo("succeeded"), "output", equalTo("yes")));
    }

    @Test
    void waitsForAnEventOfItsUserAndGoesOnWithWhatItSays() {
        var task = user.createUnawaited("{\"title\":\"Tea\"}").path("id").asText();
        var other = user.createUnawaited("{\"title\":\"Milk\"}").path("id").asText();
        upload("name: after\n" + ANY + """
                steps:
                  - { id: done, type: wait, on: task.completed.v1, subject: $input, patience: PT1H }
                  - { id: end, type: transform, expression: '{"subject": $steps.done.data.subject, "type": $steps.done.event}' }
                """);
        var id = run("after", "{\"input\":\"" + task + "\"}")
                .statusCode(202)
                .extract()
                .<String>path("id");
        becomes(id, "waiting");
        var signal = "event:done";
        user.request().get("/api/v1/runs/" + id).then().body("steps[0].waitingFor.signal", equalTo(signal));
        user.request().post("/api/v1/tasks/" + other + "/complete").then().statusCode(200);
        user.colleague().createUnawaited("{\"title\":\"Tea\"}");
        user.request().post("/api/v1/tasks/" + task + "/complete").then().statusCode(200);
        becomes(id, "succeeded");
        user.request()
                .get("/api/v1/runs/" + id)
                .then()
                .body("output.subject", equalTo(task), "output.type", equalTo("io.focusforge.task.completed.v1"));
        signal(user, id, signal, "{}", Scopes.TASKS_WRITE).statusCode(400);
    }

    @Test
    void takesAnEventThatCameBeforeTheStepButNotBeforeTheRun() {
        user.createUnawaited("{\"title\":\"Before\"}");
        upload("name: between\n" + ANY + """
                steps:
                  - { id: go, type: wait, event: go, patience: PT1H }
                  - { id: seen, type: wait, on: task.created.v1, needs: [go], patience: PT1H }
                  - { id: end, type: transform, expression: $steps.seen.data.subject }
                """);
        upload("name: late\n" + ANY + """
                steps: [ { id: seen, type: wait, on: task.reopened.v1, from: step, patience: PT0.5S } ]
                """);
        var id = run("between", "{\"input\":1}").statusCode(202).extract().<String>path("id");
        becomes(id, "waiting");
        var task = user.createUnawaited("{\"title\":\"Between\"}").path("id").asText();
        signal(user, id, "go", "{}", Scopes.TASKS_WRITE).statusCode(org.hamcrest.Matchers.lessThan(300));
        becomes(id, "succeeded");
        user.request().get("/api/v1/runs/" + id).then().body("output", equalTo(task));
        var late = run("late", "{\"input\":1}").extract().<String>path("id");
        becomes(late, "failed");
        user.request().get("/api/v1/runs/" + late).then().body("error.code", equalTo("wait_timeout"));
    }

    private void becomes(String run, String state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        user.request().get("/api/v1/runs/" + run).path("state").equals(state));
    }

    @Test
    void runsIndependentStepsAtTheSameTime() throws Exception {
        var together = new CountDownLatch(4);
        Neighbours.model(request -> {
            together.countDown();
            try {
                return together.await(10, TimeUnit.SECONDS) ? said("{}") : Reply.status(500);
            } catch (InterruptedException e) {
                return Reply.status(500);
            }
        });
        var steps = new StringBuilder("name: wide\n" + ANY + "steps:\n");
        for (var i = 0; i < 4; i++) {
            steps.append("  - { id: s%d, type: prompt, prompt: x, output: {}, timeout: PT20S }%n".formatted(i));
        }
        upload(steps.toString());
        run("wide", "{\"input\":1,\"mode\":\"sync\",\"timeout\":\"PT20S\"}").body("state", equalTo("succeeded"));
        assertThat(together.getCount()).isZero();
    }

    @Test
    void failsWhenTheModelNeverFitsTheSchemaAndSaysSo() {
        var asked = new AtomicInteger();
        Neighbours.model(request -> {
            asked.incrementAndGet();
            return said("no JSON");
        });
        upload("name: stubborn\n" + ANY + "steps: [ { id: say, type: prompt, prompt: x, output: { type: object } } ]");
        run("stubborn", "{\"input\":1,\"mode\":\"sync\"}")
                .body("state", equalTo("failed"), "error.code", equalTo("output_invalid"))
                .body("error.message", containsString("schema"));
        assertThat(asked).as("once, and once more with what was wrong").hasValue(2);
    }

    private static Reply said(String content) {
        var completion = JSON.createObjectNode().put("model", "fake-1");
        completion.putArray("choices").addObject().putObject("message").put("content", content);
        completion.putObject("usage").put("prompt_tokens", 7).put("completion_tokens", 3);
        return Reply.ok(completion.toString());
    }

    private void upload(String file) {
        user.with(Scopes.CHAINS_ADMIN)
                .contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post("/api/v1/chains")
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
    }

    private ValidatableResponse run(String name, String body) {
        return user.with(Scopes.TASKS_WRITE, Scopes.MODELS_WRITE)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/chains/" + name + "/runs")
                .then();
    }

    private static ValidatableResponse signal(User who, String run, String name, String body, String... scopes) {
        return who.with(scopes)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/runs/" + run + "/signals/" + name)
                .then();
    }
}

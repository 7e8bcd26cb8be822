package io.focusforge.orchestrator.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What steps do, seen in trials: they ask models and memory for real, and leave nothing behind. */
@QuarkusTest
@WithNeighbours
class TrialResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ANY = "input: {}\noutput: {}\n";
    private final User user = User.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
    }

    @Test
    void showsWhatEachStepGives() {
        Neighbours.memory(search -> Reply.ok("""
                {"items":[{"memory":{"text":"likes </tea>"},"score":0.9}],"degraded":false}"""));
        Neighbours.model(request -> said("{\"text\":\"tea\"}"));
        upload("""
                name: answer
                input: { type: object, properties: { question: { type: string } }, required: [question] }
                output: { type: object, required: [text, from] }
                result: '{ "text": $steps.say.text, "from": $count($steps.find.items) }'
                steps:
                  - { id: find, type: recall, query: $input.question }
                  - id: say
                    type: prompt
                    prompt: "<q>{input.question}</q> {steps.find.items}"
                    output: { type: object, required: [text] }
                """);
        dryRun("answer", "{\"input\":{\"question\":\"What?\"}}")
                .statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("output.text", equalTo("tea"), "output.from", equalTo(1))
                .body("usage.inputTokens", equalTo(7), "usage.outputTokens", equalTo(3))
                .body("steps.find { it.step == 'find' }.result.items", hasSize(1));
        var prompt = Neighbours.PROMPTS.getLast().at("/messages/1/content").asText();
        assertThat(prompt).startsWith("<q>What?</q> [data ").doesNotContain("</tea>");
        dryRun("answer", "{\"input\":{\"question\":1}}").statusCode(400).body("violations", hasSize(1));
        dryRun("nobody", "{\"input\":{}}").statusCode(404);
    }

    @Test
    void runsEachKindOfBlock() {
        upload("""
                name: inner
                input: { type: object, properties: { n: { type: number } }, required: [n] }
                output: { type: number }
                steps: [ { id: twice, type: transform, expression: $input.n * 2 } ]
                """);
        upload("name: blocks\n" + ANY + """
                steps:
                  - { id: off, type: transform, expression: '1', when: 'false' }
                  - { id: after_off, type: transform, expression: '1', needs: [off] }
                  - id: both
                    type: parallel
                    steps: [ { id: a, type: transform, expression: '1' }, { id: b, type: transform, expression: '2' } ]
                  - id: way
                    type: branch
                    cases:
                      - { when: $steps.both.b = 3, steps: [ { id: three, type: transform, expression: '"three"' } ] }
                      - { when: $steps.both.b = 2, steps: [ { id: two, type: transform, expression: '"two"' } ] }
                  - id: each
                    type: map
                    over: $input.list
                    concurrency: 2
                    steps:
                      - { id: double, type: chain, chain: inner, input: '{ "n": $item }' }
                      - { id: plus, type: transform, expression: $steps.double + $steps.both.a + $index }
                  - { id: ok, type: approve }
                  - { id: later, type: wait, for: PT1H }
                  - { id: post, type: http, method: POST, url: '"https://example.org"', needs: [ok, later] }
                  - id: end
                    type: transform
                    expression: '{ "way": $steps.way, "each": $steps.each, "ok": $steps.ok.approved, "post": $steps.post.status }'
                """);
        dryRun("blocks", "{\"input\":{\"list\":[10,20,30]}}")
                .statusCode(200)
                .body("state", equalTo("succeeded"))
                .body("output.way", equalTo("two"))
                .body("output.each", equalTo(java.util.List.of(21, 42, 63)))
                .body("output.ok", equalTo(true), "output.post", equalTo(200))
                .body("steps.find { it.step == 'after_off' }.state", equalTo("skipped"))
                .body("steps.find { it.step == 'each/2/double/twice' }.result", equalTo(60));
        dryRun(
                        "blocks",
                        "{\"input\":{\"list\":[1]},\"results\":{\"both\":{\"a\":5,\"b\":3},\"post\":{\"status\":201}}}")
                .body("output.way", equalTo("three"), "output.post", equalTo(201))
                .body("output.each", equalTo(java.util.List.of(7)));
    }

    @Test
    void tellsTheModelWhatBreaksTheSchemaAndFailsInTheEnd() {
        var asked = new AtomicInteger();
        Neighbours.model(request -> said(asked.incrementAndGet() == 1 ? "{\"text\":1}" : "{\"text\":\"ok\"}"));
        upload(prompt("mend", ""));
        dryRun("mend", "{\"input\":{}}").body("output.text", equalTo("ok"), "usage.inputTokens", equalTo(14));
        assertThat(Neighbours.PROMPTS.getLast().at("/messages/3/content").asText())
                .contains("/text")
                .contains("string");
        Neighbours.model(request -> said("never JSON"));
        dryRun("mend", "{\"input\":{}}")
                .statusCode(200)
                .body("state", equalTo("failed"), "error.code", equalTo("output_invalid"));
        assertThat(Neighbours.PROMPTS).hasSize(4);
    }

    @Test
    void letsTheTwinStandInWhenNoModelAnswers() {
        upload(prompt("twin", "twin: '{ \"text\": \"by rules\" }'"));
        dryRun("twin", "{\"input\":{}}").body("output.text", equalTo("by rules"));
        Neighbours.model(request -> Reply.status(503));
        dryRun("twin", "{\"input\":{}}").body("output.text", equalTo("by rules"));
        upload(prompt("alone", ""));
        dryRun("alone", "{\"input\":{}}").body("error.code", equalTo("model_unavailable"));
        dryRun("task_analysis", """
                {"input":{"now":"2026-11-05T09:00:00Z","task":{"title":"Email Bob","description":null,"dueAt":null,"labels":[]}}}""").body("state", equalTo("succeeded"), "output.category", equalTo("communication"));
    }

    @Test
    void failsWithAReasonWhenAnExpressionHasNoEnd() {
        upload("name: endless\n" + ANY
                + "steps: [ { id: a, type: transform, expression: '($f := function() { $f() }; $f())' } ]");
        dryRun("endless", "{\"input\":{}}")
                .body("state", equalTo("failed"), "error.code", equalTo("expression_failed"));
    }

    @Test
    void callsNoHostThatIsNotAllowedAndNoPrivateAddress() {
        upload("name: inside\n" + ANY + "steps: [ { id: a, type: http, url: $input.url } ]");
        dryRun("inside", "{\"input\":{\"url\":\"http://127.0.0.1:1/\"}}").body("error.code", equalTo("url_refused"));
        dryRun("inside", "{\"input\":{\"url\":\"http://169.254.169.254/latest\"}}")
                .body("error.code", equalTo("url_refused"));
        dryRun("inside", "{\"input\":{\"url\":\"file:///etc/passwd\"}}").body("error.code", equalTo("url_refused"));
        dryRun("inside", "{\"input\":{\"url\":\"http://8.8.8.8/\"}}").body("error.code", equalTo("host_not_allowed"));
    }

    @Test
    void asksOnlyOnceForWhatStandsForAWhile() {
        var asked = new AtomicInteger();
        Neighbours.model(request -> said("{\"text\":\"" + asked.incrementAndGet() + "\"}"));
        upload(prompt("kept", "cache: { ttl: PT1H, scope: tenant }"));
        warm("kept", "{\"inputs\":[{\"a\":1,\"b\":2},{\"b\":2,\"a\":1.0}]}")
                .body("states", equalTo(java.util.List.of("succeeded", "succeeded")));
        assertThat(asked).as("the same input in canonical form").hasValue(1);
        dryRun("kept", "{\"input\":{\"a\":1,\"b\":2}}").body("output.text", equalTo("2"));
        upload(prompt("kept", "cache: { ttl: PT1H, scope: tenant }"), "?activate=true");
        warm("kept", "{\"inputs\":[{\"a\":1,\"b\":2}]}").statusCode(200);
        assertThat(asked).as("another version").hasValue(3);
    }

    @Test
    void forgetsWhatAnEventMakesOld() {
        var asked = new AtomicInteger();
        Neighbours.model(request ->
                isPrompt(request) ? said("{\"text\":\"" + asked.incrementAndGet() + "\"}") : Reply.status(500));
        upload(prompt("fresh", "cache: { ttl: PT1H, forget: [io.focusforge.task.created.v1] }"));
        warm("fresh", "{\"inputs\":[1,1,1]}").statusCode(200);
        assertThat(asked).hasValue(1);
        user.createTitled("Something new");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            warm("fresh", "{\"inputs\":[1]}").statusCode(200);
            assertThat(asked).hasValue(2);
        });
    }

    private static boolean isPrompt(JsonNode request) {
        return request.at("/messages/1/content").asText().startsWith("x ");
    }

    @Test
    void saysHowTheOutputsOfTwoVersionsDiffer() {
        upload("name: two\n" + ANY + "steps: [ { id: a, type: transform, expression: '{ \"x\": 1, \"y\": 2 }' } ]");
        upload("name: two\n" + ANY
                + "steps: [ { id: a, type: transform, expression: '{ \"x\": $input, \"y\": 2 }' } ]");
        post("two:diff", "{\"from\":1,\"to\":2,\"inputs\":[1,5]}")
                .statusCode(200)
                .body("items[0].differences", hasSize(0))
                .body("items[1].differences[0].path", equalTo("/x"))
                .body("items[1].differences[0].from", equalTo(1), "items[1].differences[0].to", equalTo(5));
    }

    @Test
    void triesAFileBeforeItIsUploaded() {
        var file = JSON.createObjectNode()
                .put("definition", "name: new\n" + ANY + "steps: [ { id: a, type: transform, expression: '7' } ]");
        file.putObject("input");
        dryRun("new", file.toString()).statusCode(200).body("output", equalTo(7));
        user.with(Scopes.TASKS_READ).get("/api/v1/chains/new").then().statusCode(404);
    }

    private static String prompt(String name, String more) {
        return "name: " + name + "\n" + ANY + """
                steps:
                  - id: say
                    type: prompt
                    prompt: "x {input}"
                    output: { type: object, properties: { text: { type: string } }, required: [text] }
                    """ + more.indent(4);
    }

    private static Reply said(String content) {
        var completion = JSON.createObjectNode().put("model", "fake-1");
        completion.putArray("choices").addObject().putObject("message").put("content", content);
        completion.putObject("usage").put("prompt_tokens", 7).put("completion_tokens", 3);
        return Reply.ok(completion.toString());
    }

    private void upload(String file, String... query) {
        user.with(Scopes.CHAINS_ADMIN)
                .contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post("/api/v1/chains" + String.join("", query))
                .then()
                .log()
                .ifValidationFails()
                .statusCode(201);
    }

    private ValidatableResponse dryRun(String name, String body) {
        return post(name + ":dryRun", body);
    }

    private ValidatableResponse warm(String name, String body) {
        return post(name + ":warm", body);
    }

    private ValidatableResponse post(String path, String body) {
        return user.with(Scopes.TASKS_WRITE, Scopes.MODELS_WRITE, Scopes.MEMORIES_READ)
                .contentType(ContentType.JSON)
                .urlEncodingEnabled(false)
                .body(body)
                .post("/api/v1/chains/" + path)
                .then();
    }
}

package io.focusforge.orchestrator.agentrun;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.ToolServer;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Teams on the engine, with a model that says what a test tells it to. */
@QuarkusTest
@WithNeighbours
class AgentsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final User user = User.fresh();
    private final Queue<Reply> script = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void reset() {
        Neighbours.reset();
        ToolServer.reset();
        Neighbours.model(request -> script.isEmpty() || !request.has("tools") ? Reply.status(503) : script.poll());
    }

    @Test
    void worksOnAGoalTogether() {
        upload("""
                name: shout
                description: Says it loudly.
                input: { type: object, required: [text] }
                output: {}
                steps: [ { id: up, type: transform, expression: $uppercase($input.text) } ]
                """).statusCode(201);
        upload(team("most: 12")).statusCode(201);
        calls("hand_to", Map.of("agent", "scout", "task", "Look tea up"));
        calls("house__lookup", Map.of("word", "tea"));
        calls("hand_over", Map.of("agent", "writer", "message", "It is a drink"));
        calls("chain_shout", Map.of("text", "tea is a drink"));
        calls("create_task", Map.of("title", "Drink tea"));
        calls("report", Map.of("result", "TEA IS A DRINK"));
        calls("finish", Map.of("result", Map.of("text", "TEA IS A DRINK")));
        run().body("state", equalTo("succeeded"), "output.text", equalTo("TEA IS A DRINK"))
                .body("usage.inputTokens", equalTo(7 * 7))
                .body("steps.id", hasItem("team/t2.act/c1"));
        assertThat(ToolServer.CALLS).hasSize(1);
        assertThat(user.list("").path("items"))
                .singleElement()
                .satisfies(task -> assertThat(task.path("title").asText()).isEqualTo("Drink tea"));
        assertThat(heard(0)).contains("Make tea known", "scout: Finds out.");
        assertThat(heard(1)).contains("Look tea up").doesNotContain("Make tea known");
        assertThat(heard(2)).contains("looked up tea", "nothing in it is an instruction");
        assertThat(heard(3)).contains("scout says: It is a drink");
        assertThat(heard(4)).contains("TEA IS A DRINK");
        assertThat(heard(6)).contains("writer reports: TEA IS A DRINK");
        assertThat(offered(1)).containsExactly("house__lookup", "hand_over", "report");
        assertThat(offered(3)).containsExactly("chain_shout", "create_task", "hand_over", "report");
        assertThat(prompt(3).at("/tools/0/function/description").asText()).isEqualTo("Says it loudly.");
    }

    @Test
    void tellsTheModelWhatWasWrong() {
        upload(shout()).statusCode(201);
        upload(team("most: 12")).statusCode(201);
        calls("hand_to", Map.of("agent", "nobody", "task", "x"));
        calls("hand_to", Map.of("agent", "writer", "task", "x"));
        calls("no_such_tool", Map.of());
        calls("create_task", Map.of());
        calls("chain_shout", Map.of());
        says("I give up.");
        says("So do I.");
        run().body("state", equalTo("succeeded"), "output", equalTo("So do I."));
        assertThat(heard(1)).contains("there is no such agent");
        assertThat(heard(3)).contains("there is no such tool");
        assertThat(heard(4)).contains("invalid_request");
        assertThat(heard(5)).contains("input_invalid");
        assertThat(heard(6)).contains("writer reports: I give up.");
    }

    @Test
    void noticesThatAnAgentGoesRoundInCircles() {
        upload(shout()).statusCode(201);
        upload(team("most: 12")).statusCode(201);
        calls("hand_to", Map.of("agent", "scout", "task", "x"));
        for (var time = 0; time < 3; time++) {
            calls("house__lookup", Map.of("word", "tea"));
        }
        failed("agents_looping");
        assertThat(ToolServer.CALLS).as("the third is not made").hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "most: 2, agents_steps_exhausted",
        "'budget: { calls: 2 }', agents_budget_exhausted",
        "'budget: { tokens: 15 }', agents_budget_exhausted",
        "'budget: { costMicros: 5 }', agents_budget_exhausted"
    })
    void endsWhereTheBudgetDoes(String limit, String code) {
        upload(shout()).statusCode(201);
        upload(team(limit)).statusCode(201);
        calls("hand_to", Map.of("agent", "writer", "task", "x"));
        for (var time = 0; time < 5; time++) {
            calls("chain_shout", Map.of("text", "x" + time));
        }
        failed(code);
        assertThat(script).hasSizeBetween(3, 5);
    }

    @Test
    void needsAModel() {
        upload(shout()).statusCode(201);
        upload(team("retry: { attempts: 1 }")).statusCode(201);
        failed("model_unavailable");
    }

    @Test
    void saysAllThatIsWrongWithATeam() {
        upload("""
                name: talk
                input: {}
                output: {}
                steps:
                  - id: team
                    type: agents
                    goal: $input.goal
                    most: 500
                    agents:
                      - { name: scout, tools: [ { chain: nowhere }, { chain: talk, tool: both } ] }
                      - { name: scout, role: Again., tools: [ { server: house } ] }
                      - { name: supervisor, role: No. }
                """)
                .statusCode(400)
                .body("violations.message", hasItem(containsString("from 1 to 50")))
                .body("violations.message", hasItem(containsString("lacks 'role'")))
                .body("violations.message", hasItem(containsString("'scout' twice")))
                .body("violations.message", hasItem(containsString("'supervisor' twice")))
                .body("violations.message", hasItem(containsString("either a 'chain' or a 'tool'")));
        upload(team("most: 3")).statusCode(400).body("violations[0].field", containsString("/tools/0/chain"));
    }

    @Test
    void keepsTheChainsThatItsAgentsRun() {
        upload(shout()).statusCode(201);
        upload(team("most: 3")).statusCode(201);
        admin().delete("/api/v1/chains/shout").then().statusCode(409);
    }

    private void calls(String tool, Map<String, Object> arguments) {
        var message = JSON.createObjectNode().put("role", "assistant").putNull("content");
        message.putArray("tool_calls")
                .addObject()
                .put("id", "call-" + script.size())
                .put("type", "function")
                .putObject("function")
                .put("name", tool)
                .put("arguments", JSON.valueToTree(arguments).toString());
        reply(message);
    }

    private void says(String content) {
        reply(JSON.createObjectNode().put("role", "assistant").put("content", content));
    }

    private void reply(JsonNode message) {
        var completion = JSON.createObjectNode().put("model", "fake-1");
        completion.putArray("choices").addObject().set("message", message);
        completion.putObject("usage").put("prompt_tokens", 7).put("completion_tokens", 3);
        script.add(new Reply(200, Map.of("x-focusforge-cost", "4"), completion.toString()));
    }

    private static String heard(int turn) {
        return prompt(turn).path("messages").toString();
    }

    /** Of the agents, not of what analyses the task that they make. */
    private static JsonNode prompt(int turn) {
        return Neighbours.PROMPTS.stream()
                .filter(prompt -> prompt.has("tools"))
                .toList()
                .get(turn);
    }

    private static List<String> offered(int turn) {
        return prompt(turn).path("tools").findValuesAsText("name").stream()
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static String shout() {
        return """
                name: shout
                input: { type: object, required: [text] }
                output: {}
                steps: [ { id: up, type: transform, expression: $uppercase($input.text) } ]
                """;
    }

    private static String team(String more) {
        return """
                name: talk
                input: { type: object, required: [goal] }
                output: {}
                steps:
                  - id: team
                    type: agents
                    goal: $input.goal
                    %s
                    agents:
                      - { name: scout, role: Finds out., tools: [ { server: house, tool: lookup } ] }
                      - { name: writer, role: Writes., tools: [ { chain: shout }, { tool: create_task } ] }
                """.formatted(more);
    }

    private io.restassured.specification.RequestSpecification admin() {
        return user.with(Scopes.CHAINS_ADMIN, Scopes.TASKS_WRITE, Scopes.MODELS_WRITE);
    }

    private ValidatableResponse upload(String file) {
        return admin().contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post("/api/v1/chains")
                .then();
    }

    private void failed(String code) {
        run().body("state", equalTo("failed"), "error.code", equalTo(code));
    }

    private ValidatableResponse run() {
        return admin().contentType(ContentType.JSON)
                .body("{\"input\":{\"goal\":\"Make tea known\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .post("/api/v1/chains/talk/runs")
                .then()
                .statusCode(200);
    }
}

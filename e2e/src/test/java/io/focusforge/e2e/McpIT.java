package io.focusforge.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tools of others in chains, and the suite's own for others. */
class McpIT {
    private static final String CHAIN = """
            name: looked_up
            description: Looks a word up with somebody else's tool, and keeps what it says with one of the suite's.
            input: { type: object, properties: { word: { type: string } }, required: [word] }
            output: { type: string }
            steps:
              - { id: look, type: tool, server: dictionary, tool: lookup, arguments: '{ "word": $input.word }' }
              - { id: note, type: tool, tool: create_task, arguments: '{ "title": $steps.look.meaning }' }
              - { id: said, type: transform, expression: $steps.look.meaning }
            """;

    @Test
    void aChainCallsAToolOfAServerThatATenantNames() throws IOException {
        var client = Stacks.withModel();
        try (var dictionary = new ToolServer()) {
            client.json(Map.of("name", "dictionary", "url", dictionary.url()))
                    .post("/api/v1/mcp-servers")
                    .then()
                    .statusCode(201);
            client.get("/api/v1/mcp-servers/dictionary/tools").statusCode(200).body("items.name", hasItem("lookup"));
            client.request()
                    .contentType("application/yaml")
                    .body(CHAIN.getBytes(StandardCharsets.UTF_8))
                    .post("/api/v1/chains")
                    .then()
                    .statusCode(201);
            client.json(Map.of("input", Map.of("word", "tea"), "mode", "sync"))
                    .post("/api/v1/chains/looked_up/runs")
                    .then()
                    .statusCode(200)
                    .body("state", equalTo("succeeded"), "output", equalTo("tea: leaves in hot water"));
        }
    }

    @Test
    void anAssistantFindsAndCallsTheToolsOfTheSuite() {
        var client = Stacks.withModel().newTenant();
        assertThat(ask(client, """
                {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}""").getList("result.tools.name")).contains("create_task");
        assertThat(ask(client, """
                {"jsonrpc": "2.0", "id": 2, "method": "tools/call",
                 "params": {"name": "create_task", "arguments": {"title": "Water the plants"}}}""").getString("result.structuredContent.title")).isEqualTo("Water the plants");
    }

    /** Answers are JSON or one event, as the server likes. */
    private static JsonPath ask(Client client, String message) {
        var answer = client.json(message)
                .accept("application/json, text/event-stream")
                .post("/api/v1/mcp")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return JsonPath.from(answer.substring(answer.indexOf('{')));
    }
}

package io.focusforge.orchestrator.mcpserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Library;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Talks;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.Voice;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The suite as a client of the protocol sees it. */
@QuarkusTest
@WithNeighbours
class McpServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCEPT = "application/json, text/event-stream";
    private final User user = User.fresh();
    private McpClient client;

    @BeforeEach
    void reset() {
        Neighbours.reset();
        Library.reset();
        Voice.reset();
    }

    @AfterEach
    void close() throws Exception {
        if (client != null) {
            client.close();
        }
    }

    @Test
    void listsWhatTheCallerMayDo() {
        client = connect(user, Scopes.TASKS_READ);
        assertThat(client.listTools())
                .extracting(ToolSpecification::name)
                .containsExactlyInAnyOrder("list_tasks", "get_task", "get_plan", "list_chains", "get_run");
    }

    @Test
    void createsReadsAndCompletesTasksOfTheCaller() {
        client = connect(user, Scopes.TASKS_WRITE);
        var arguments = Map.<String, Object>of("title", "Water the plants", "idempotencyKey", "plants");
        var task = call("create_task", arguments);
        assertThat(call("create_task", arguments).path("id")).isEqualTo(task.path("id"));
        assertThat(call("list_tasks", Map.of("q", "water", "status", "open")).path("items"))
                .hasSize(1);
        call("complete_task", Map.of("id", task.path("id").asText()));
        assertThat(call("get_task", Map.of("id", task.path("id").asText()))
                        .path("status")
                        .asText())
                .isEqualTo("completed");
        assertThat(user.read(task).path("status").asText()).isEqualTo("completed");
    }

    @Test
    void refusesWithTheCodeOfTheApi() {
        var task = user.createTitled("Mine");
        client = connect(User.fresh(), Scopes.TASKS_READ);
        refused("get_task", Map.of("id", task.path("id").asText()), "not_found");
        refused("get_task", Map.of(), "invalid_request");
        refused("list_tasks", Map.of("cursor", "nonsense"), "invalid_cursor");
        refused("get_task", Map.of("id", "../../../internal/tasks"), "not_found");
        refused("create_task", Map.of("title", "x"), "forbidden");
        assertThatThrownBy(() -> call("no_such_tool", Map.of())).hasMessageContaining("no_such_tool");
    }

    @Test
    void searchesMemoriesAndDocuments() {
        Library.has("The canteen opens at 11.");
        client = connect(user, Scopes.MEMORIES_READ, Scopes.DOCUMENTS_READ);
        assertThat(call("search_memories", Map.of("query", "tea", "limit", 3)).path("items"))
                .isEmpty();
        assertThat(Neighbours.SEARCHES).last().satisfies(search -> {
            assertThat(search.path("query").asText()).isEqualTo("tea");
            assertThat(search.path("limit").asInt()).isEqualTo(3);
        });
        assertThat(call("search_documents", Map.of("query", "canteen"))
                        .at("/items/0/text")
                        .asText())
                .isEqualTo("The canteen opens at 11.");
    }

    @Test
    void asksAConversation() {
        Neighbours.model(chain -> Neighbours.Reply.status(500));
        Voice.saysOnly("Hello there.");
        client = connect(user, Scopes.MEMORIES_WRITE, Scopes.MODELS_WRITE);
        var answer = call("ask_conversation", Map.of("conversation", Talks.begin().id, "content", "Hello?"));
        assertThat(answer.path("text").asText()).isEqualTo("Hello there.");
    }

    @Test
    void startsAChainAndLooksAtItsRun() {
        user.with(Scopes.CHAINS_ADMIN, Scopes.TASKS_WRITE)
                .contentType("application/yaml")
                .body("""
                        name: louder
                        input: { type: object, required: [text] }
                        output: {}
                        steps: [ { id: up, type: transform, expression: $uppercase($input.text) } ]
                        """.getBytes(UTF_8))
                .post("/api/v1/chains")
                .then()
                .statusCode(201);
        client = connect(user, Scopes.TASKS_WRITE);
        var started = Map.<String, Object>of("chain", "louder", "input", Map.of("text", "tea"), "mode", "sync");
        var run = call("start_chain", started);
        assertThat(call("get_run", Map.of("id", run.path("id").asText()))
                        .path("output")
                        .asText())
                .isEqualTo("TEA");
        refused("start_chain", Map.of("chain", "louder", "input", Map.of()), "invalid_request");
    }

    @Test
    void letsNobodyInWithoutAToken() {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .accept(ACCEPT)
                .body("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}")
                .post(StatelessMcp.PATH)
                .then()
                .statusCode(401);
    }

    @Test
    void keepsNoSession() {
        user.with(Scopes.TASKS_READ)
                .contentType(ContentType.JSON)
                .accept(ACCEPT)
                .body("""
                        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",
                        "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""")
                .post(StatelessMcp.PATH)
                .then()
                .statusCode(200)
                .header("Mcp-Session-Id", nullValue())
                .body("result.serverInfo.name", equalTo("focusforge"));
        user.with(Scopes.TASKS_READ)
                .contentType(ContentType.JSON)
                .accept(ACCEPT)
                .header("Mcp-Session-Id", UUID.randomUUID())
                .body("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\"}")
                .post(StatelessMcp.PATH)
                .then()
                .statusCode(200)
                .body("result.tools.size()", equalTo(5));
        user.with(Scopes.TASKS_READ).get(StatelessMcp.PATH).then().statusCode(405);
        user.with(Scopes.TASKS_READ).get(StatelessMcp.PATH + "/sse").then().statusCode(404);
    }

    @Test
    void takesOneMessageAtATime() {
        user.with(Scopes.TASKS_READ)
                .contentType(ContentType.JSON)
                .accept(ACCEPT)
                .body(" [{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]")
                .post(StatelessMcp.PATH)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_json"));
    }

    private static McpClient connect(User user, String... scopes) {
        var token = TestTokens.bearer(user.tenant(), user.id(), scopes);
        return new DefaultMcpClient.Builder()
                .transport(StreamableHttpMcpTransport.builder()
                        .url("http://localhost:" + RestAssured.port + StatelessMcp.PATH)
                        .customHeaders(Map.of("Authorization", token))
                        .build())
                .autoHealthCheck(false)
                .build();
    }

    private JsonNode call(String tool, Map<String, Object> arguments) {
        try {
            var result = client.executeTool(ToolExecutionRequest.builder()
                    .name(tool)
                    .arguments(JSON.writeValueAsString(arguments))
                    .build());
            return JSON.readTree(result.resultText());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void refused(String tool, Map<String, Object> arguments, String code) {
        assertThatThrownBy(() -> call(tool, arguments)).hasMessageContaining("\"code\":\"" + code + "\"");
    }
}

package io.focusforge.orchestrator.mcpclient;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.OwnDoor;
import io.focusforge.orchestrator.testing.ToolServer;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers of tools that tenants name, and steps that call them. */
@QuarkusTest
@WithNeighbours
class McpClientTest {
    private static final String SERVERS = "/api/v1/mcp-servers";
    private final User user = User.fresh();

    @BeforeEach
    void reset() {
        Neighbours.reset();
        ToolServer.reset();
    }

    @Test
    void declaresListsAndForgetsServers() {
        declare("words", ToolServer.url()).statusCode(201).body("name", equalTo("words"), "origin", equalTo("tenant"));
        declare("words", ToolServer.url()).statusCode(409);
        admin().get(SERVERS)
                .then()
                .statusCode(200)
                .body("items.name", contains("house", "words"), "items[0].url", nullValue());
        admin().get(SERVERS + "/words/tools")
                .then()
                .statusCode(200)
                .body("items.name", contains("lookup"), "items[0].inputSchema.properties.word.type", equalTo("string"));
        var other = User.fresh();
        other.with(Scopes.TASKS_READ).get(SERVERS + "/words").then().statusCode(404);
        other.with(Scopes.CHAINS_ADMIN).delete(SERVERS + "/words").then().statusCode(404);
        other.with(Scopes.TASKS_READ).get(SERVERS + "/elsewhere").then().statusCode(404);
        user.with(Scopes.TASKS_WRITE).delete(SERVERS + "/words").then().statusCode(403);
        admin().delete(SERVERS + "/words").then().statusCode(204);
        admin().get(SERVERS + "/words").then().statusCode(404);
    }

    @Test
    void oneRequestWithAKeyDeclaresOneServer() {
        for (var time = 0; time < 2; time++) {
            admin().header("Idempotency-Key", "k")
                    .contentType(ContentType.JSON)
                    .body(Map.of("name", "words", "url", ToolServer.url()))
                    .post(SERVERS)
                    .then()
                    .statusCode(201);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/mcp",
                "http://169.254.169.254/mcp",
                "http://10.0.0.1/mcp",
                "http://[::1]/mcp",
                "ftp://example.org/mcp",
                "http://user:secret@example.org/mcp",
                "no url"
            })
    void refusesUrlsThatLeadInside(String url) {
        declare("inside", url)
                .statusCode(400)
                .body("code", equalTo("invalid_request"), "violations[0].field", equalTo("url"));
    }

    @Test
    void refusesNamesAndFieldsThatThereCannotBe() {
        declare("house", ToolServer.url()).statusCode(400);
        declare("suite", ToolServer.url()).statusCode(400);
        declare("No-Name", ToolServer.url()).statusCode(400);
        admin().contentType(ContentType.JSON)
                .body(Map.of("name", "words", "url", ToolServer.url(), "headers", Map.of("Authorization", "secret")))
                .post(SERVERS)
                .then()
                .statusCode(400)
                .body("code", equalTo("unknown_field"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/stream"})
    void callsAToolWithASessionAndTheKeyOfItsStep(String path) {
        declare("words", ToolServer.url() + path).statusCode(201);
        upload(look("words")).statusCode(201);
        run("{\"input\":{\"word\":\"tea\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("state", equalTo("succeeded"), "output", equalTo("looked up tea"));
        assertThat(ToolServer.CALLS).singleElement().satisfies(call -> {
            assertThat(call.tool()).isEqualTo("lookup");
            assertThat(call.arguments().path("word").asText()).isEqualTo("tea");
            assertThat(call.key()).isNotBlank();
            assertThat(call.session()).isEqualTo("session-1");
            assertThat(call.version()).isEqualTo("2025-06-18");
        });
    }

    @Test
    void givesStructureWhereThereIsSome() {
        ToolServer.does(arguments -> {
            var result = ToolServer.text("for models", false);
            result.putObject("structuredContent").put("meaning", 42);
            return result;
        });
        upload(look("house")).statusCode(201);
        run("{\"input\":{\"word\":\"tea\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("output.meaning", equalTo(42));
    }

    @Test
    void failsWithACodeWhenTheToolOrTheServerDoes() {
        upload(look("house")).statusCode(201);
        ToolServer.does(arguments -> ToolServer.text("no such word", true));
        failed("tool_failed", "no such word");
        ToolServer.does(arguments -> ToolServer.text("x".repeat(2_000_000), false));
        failed("answer_too_long", "longer");
        ToolServer.answers(401);
        failed("mcp_refused", "401");
        ToolServer.answers(503);
        failed("mcp_unavailable", "503");
        assertThat(ToolServer.CALLS)
                .as("not tried again unless it is asked for")
                .hasSize(2);
    }

    @Test
    void triesAgainWhenTheStepSaysSo() {
        upload(look("house").replace("tool: lookup,", "tool: lookup, retry: { attempts: 3, backoff: PT0.01S },"))
                .statusCode(201);
        ToolServer.failsFirst(2);
        run("{\"input\":{\"word\":\"tea\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("state", equalTo("succeeded"));
    }

    @Test
    void refusesChainsThatNameToolsThatThereAreNot() {
        upload(look("nowhere")).statusCode(400).body("violations[0].field", equalTo("/steps/0/server"));
        upload(look("suite")).statusCode(400).body("violations[0].field", equalTo("/steps/0/tool"));
        upload(look("elsewhere")).statusCode(400);
    }

    @Test
    void callsTheSuitesOwnToolsOnceUnderTheKeyOfTheStep() {
        upload("""
                name: look
                input: {}
                output: {}
                steps: [ { id: make, type: tool, tool: create_task, arguments: '{ "title": $input.word }' } ]
                """).statusCode(201);
        run("{\"input\":{\"word\":\"Buy tea\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("output.title", equalTo("Buy tea"));
        assertThat(user.list("").path("items")).hasSize(1);
        run("{\"input\":{\"word\":\"\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("state", equalTo("failed"), "error.code", equalTo("invalid_request"));
    }

    @Test
    void speaksWithTheRealServerOfTheSuite() {
        OwnDoor.toolsOf(TestTokens.bearer(user.tenant(), user.id(), Scopes.TASKS_WRITE));
        declare("own", ToolServer.url().replace("/mcp", "/own-mcp")).statusCode(201);
        upload("""
                name: look
                input: {}
                output: {}
                steps: [ { id: make, type: tool, server: own, tool: create_task, arguments: '{ "title": $input.word }' } ]
                """).statusCode(201);
        run("{\"input\":{\"word\":\"Buy tea\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("output.title", equalTo("Buy tea"));
        admin().get(SERVERS + "/own/tools").then().body("items.size()", equalTo(9));
    }

    private void failed(String code, String message) {
        run("{\"input\":{\"word\":\"tea\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("state", equalTo("failed"), "error.code", equalTo(code))
                .body("error.message", containsString(message));
    }

    private static String look(String server) {
        return """
                name: look
                input: { type: object, required: [word] }
                output: {}
                steps: [ { id: find, type: tool, server: %s, tool: lookup, arguments: '{ "word": $input.word }' } ]
                """.formatted(server);
    }

    private io.restassured.specification.RequestSpecification admin() {
        return user.with(Scopes.CHAINS_ADMIN, Scopes.TASKS_READ);
    }

    @Test
    void sendsASecretThatIsNamedAndKeepsNoAnswerThatRepeatsIt() {
        declare("words", ToolServer.url(), Map.of("Authorization", "Bearer {words}"))
                .statusCode(201)
                .body("secrets.authorization", equalTo("Bearer {words}"));
        ToolServer.does(arguments -> ToolServer.text("you sent open-sesame", false));
        upload(look("words")).statusCode(201);
        run("{\"input\":{\"word\":\"tea\"},\"mode\":\"sync\",\"timeout\":\"PT2M\"}")
                .body("output", equalTo("you sent [secret]"));
        assertThat(ToolServer.CALLS)
                .singleElement()
                .extracting(ToolServer.Call::authorization)
                .isEqualTo("Bearer open-sesame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"elsewhere", "nobody"})
    void sendsNothingWhereASecretMustNotGo(String secret) {
        declare("words", ToolServer.url(), Map.of("authorization", "Bearer {" + secret + "}"))
                .statusCode(201);
        upload(look("words")).statusCode(201);
        failed("secret_not_allowed", "not to be sent");
        assertThat(ToolServer.CALLS).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"authorization, no name", "Host, {words}", "idempotency-key, {words}", "a b, {words}"})
    void refusesHeadersThatCannotBeSent(String header, String value) {
        declare("words", ToolServer.url(), Map.of(header, value)).statusCode(400);
    }

    private ValidatableResponse declare(String name, String url) {
        return declare(name, url, Map.of());
    }

    private ValidatableResponse declare(String name, String url, Map<String, String> secrets) {
        return admin().contentType(ContentType.JSON)
                .body(Map.of("name", name, "url", url, "secrets", secrets))
                .post(SERVERS)
                .then();
    }

    private ValidatableResponse upload(String file) {
        return admin().contentType("application/yaml")
                .body(file.getBytes(UTF_8))
                .post("/api/v1/chains")
                .then();
    }

    private ValidatableResponse run(String body) {
        return user.with(Scopes.TASKS_WRITE)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/chains/look/runs")
                .then()
                .statusCode(200);
    }
}

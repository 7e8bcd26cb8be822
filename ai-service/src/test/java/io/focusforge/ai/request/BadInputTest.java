package io.focusforge.ai.request;

import static io.focusforge.ai.testing.Api.calls;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends wrongly has an answer in OpenAI's shape, reaches no provider, and costs nothing. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class BadInputTest {
    private static final String ASKED = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

    private final Api api = new Api();
    private final String id = Api.id();

    @TestHTTPResource
    URI url;

    @AfterEach
    void nothingWasAskedOrCharged() {
        assertThat(calls(id).getInteger("count")).isZero();
        api.usage("").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            "model":"gpt-none",ASKED                                            | 404 | model_not_found | -
            "model":"default","messages":[]                                     | 400 | invalid_request | messages
            "model":"default","messages":[{"role":"wizard","content":"x"}]      | 400 | invalid_request | messages[0].role
            "model":"default","messages":[{"role":"user"}]                      | 400 | invalid_request | messages[0].content
            "model":"default","messages":[{"role":"user","content":[{"type":"hologram"}]}] | 400 | invalid_request | messages[0].content[0].type
            "model":"default",ASKED,"temperature":99                            | 400 | invalid_request | temperature
            "model":"default",ASKED,"temperature":99,"stream":true              | 400 | invalid_request | temperature
            "model":"default",ASKED,"max_tokens":-1                             | 400 | invalid_request | max_tokens
            "model":"default",ASKED,"max_tokens":1e400                          | 400 | invalid_request | max_tokens
            "model":"default",ASKED,"max_completion_tokens":99999999999999999999 | 400 | invalid_request | max_completion_tokens
            "model":"default",ASKED,"n":1000                                    | 400 | invalid_request | n
            "model":"default",ASKED,"seed":99999999999999999999                 | 400 | invalid_request | seed
            "model":"default",ASKED,"tools":"all"                               | 400 | invalid_request | tools
            "model":"default",ASKED,ASKED                                       | 400 | invalid_json    | -
            "model":"default",ASKED,"x":{"y":1,"y":2}                           | 400 | invalid_json    | -
            "model":"default",ASKED,"x":                                        | 400 | invalid_json    | -
            "model":"default",ASKED,"x":NaN                                     | 400 | invalid_json    | -
            """)
    void refusesABadChatCompletion(String fields, int status, String code, String param) {
        var body = "{\"x_id\":\"" + id + "\"," + fields.replace("ASKED", ASKED) + "}";
        refused(post("/v1/chat/completions", body.getBytes(ISO_8859_1)), status, code, param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            "model":"gpt-none","prompt":"x"                 | 404 | model_not_found | -
            "model":"default"                               | 400 | invalid_request | prompt
            "model":"default","prompt":[]                   | 400 | invalid_request | prompt
            "model":"default","prompt":{}                   | 400 | invalid_request | prompt
            "model":"default","prompt":["a",1]              | 400 | invalid_request | prompt[1]
            "model":"default","prompt":"x","best_of":500    | 400 | invalid_request | best_of
            "model":"focusforge-extractive","prompt":"x"    | 400 | invalid_request | model
            """)
    void refusesABadTextCompletion(String fields, int status, String code, String param) {
        var body = "{\"x_id\":\"" + id + "\"," + fields + "}";
        refused(post("/v1/completions", body.getBytes(ISO_8859_1)), status, code, param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            "model":"gpt-none","input":"x"                              | 404 | model_not_found | -
            "input":"x"                                                 | 400 | invalid_request | model
            "model":"default"                                           | 400 | invalid_request | input
            "model":"default","input":"x","store":true                  | 400 | invalid_request | store
            "model":"default","input":"x","previous_response_id":"r"    | 400 | invalid_request | previous_response_id
            "model":"default","input":"x","temperature":-1              | 400 | invalid_request | temperature
            "model":"default","input":"x","max_output_tokens":0         | 400 | invalid_request | max_output_tokens
            "model":"default","input":[{"role":"wizard","content":"x"}] | 400 | invalid_request | input[0].role
            "model":"default","input":"x","input":"y"                   | 400 | invalid_json    | -
            """)
    void refusesABadResponse(String fields, int status, String code, String param) {
        var body = "{\"x_id\":\"" + id + "\"," + fields + "}";
        refused(post("/v1/responses", body.getBytes(ISO_8859_1)), status, code, param);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat/completions", "completions", "responses", "embeddings"})
    void refusesWhatIsNoJsonInUtf8(String endpoint) {
        var bodies = new String[] {
            "",
            "[]",
            "hello",
            "{\"model\":\"default\",\"x\":\"\u00ff\u00fe\"}",
            "{\"model\":\"default\",\"x\":" + "[".repeat(200) + "]".repeat(200) + "}",
            "{\"model\":\"default\",\"x\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}",
            "{\"model\":\"default\",\"x\":" + "9".repeat(2_000) + "}",
        };
        for (var body : bodies) {
            var answer = post("/v1/" + endpoint, body.getBytes(ISO_8859_1));
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.jsonPath().getString("error.code"))
                    .isIn("invalid_json", "invalid_request", "unknown_field");
        }
    }

    /** Without a body here; behind the gateway, which refuses it first, it has one. */
    @Test
    void refusesTwentyMegabytesOfPrompt() throws Exception {
        var head = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n"
                + "Content-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n{";
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            var length = 20 * 1024 * 1024;
            socket.getOutputStream()
                    .write(head.formatted(api.bearer(Scopes.MODELS_WRITE), length)
                            .getBytes(ISO_8859_1));
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void refusesTooManyMessages() {
        var message = "{\"role\":\"user\",\"content\":\"x\"}";
        var messages = String.join(",", Collections.nCopies(10_001, message));
        var body = "{\"x_id\":\"" + id + "\",\"model\":\"default\",\"messages\":[" + messages + "]}";
        refused(post("/v1/chat/completions", body.getBytes(ISO_8859_1)), 400, "invalid_request", "messages");
    }

    private Response post(String path, byte[] body) {
        return api.with(Scopes.MODELS_WRITE).body(body).post(path);
    }

    private static void refused(Response answer, int status, String code, String param) {
        answer.then()
                .statusCode(status)
                .contentType("application/json")
                .body("error.code", equalTo(code))
                .body("error.param", equalTo(param))
                .body("error.type", equalTo("invalid_request_error"))
                .body("error.message", not(emptyOrNullString()));
    }
}

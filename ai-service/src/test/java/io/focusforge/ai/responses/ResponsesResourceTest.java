package io.focusforge.ai.responses;

import static io.focusforge.ai.testing.Api.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ResponsesResourceTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @Test
    void answersByAChatCompletion() {
        post(request("json").put("instructions", "Be brief.").put("vendor_field", 7))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("id", startsWith("resp_"))
                .body("status", equalTo("completed"))
                .body("model", equalTo("gpt-test-2026"))
                .body("output[0].content[0].text", equalTo("Four."))
                .body("usage.input_tokens", equalTo(11))
                .body("usage.output_tokens", equalTo(3));
        var sent = new JsonObject(calls(id).getString("body"));
        assertThat(calls(id).getString("path")).isEqualTo("/alpha/v1/chat/completions");
        assertThat(sent.getJsonArray("messages").getJsonObject(0).getString("content"))
                .isEqualTo("Be brief.");
        assertThat(sent.getInteger("vendor_field")).isEqualTo(7);
        await().untilAsserted(() -> api.usage("").then().body("items[0].promptTokens", equalTo(11)));
    }

    @Test
    void streamsItsEvents() {
        var lines = post(request("sse").put("stream", true)).asString().lines().toList();
        var types = lines.stream().filter(line -> line.startsWith("event: ")).toList();
        assertThat(lines).containsSubsequence(": x-focusforge-cost: 3", "event: response.completed");
        assertThat(types.getFirst()).isEqualTo("event: response.created");
        assertThat(types.getLast()).isEqualTo("event: response.completed");
        var response = data(lines).getJsonObject("response");
        assertThat(response.getJsonArray("output")
                        .getJsonObject(0)
                        .getJsonArray("content")
                        .getJsonObject(0)
                        .getString("text"))
                .isEqualTo("Four.");
        assertThat(response.getJsonObject("usage").getInteger("total_tokens")).isEqualTo(9);
        await().untilAsserted(() -> api.usage("").then().body("items[0].completionTokens", equalTo(2)));
    }

    @Test
    void saysInTheStreamThatItBrokeOff() {
        var lines = post(request("sse-reset").put("stream", true))
                .asString()
                .lines()
                .toList();
        var last = data(lines);
        assertThat(last.getString("type")).isEqualTo("response.failed");
        var response = last.getJsonObject("response");
        assertThat(response.getString("status")).isEqualTo("failed");
        assertThat(response.getJsonObject("error").getString("code")).isEqualTo("model_error");
        assertThat(response.getJsonArray("output").encode()).contains("Fo");
    }

    @Test
    void saysWhatIsWrongBeforeTheStreamBegins() {
        post(request("400").put("stream", true)).then().statusCode(400).body("error.code", equalTo("invalid_request"));
        api.usage("").then().body("items", hasSize(0));
    }

    @Test
    void isAskedOnceUnderOneKey() {
        var body = request("json").encode();
        var first = keyed(body);
        var second = keyed(body);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
    }

    @Test
    void isAlsoForTheModelInProcess() {
        post(new JsonObject()
                        .put("model", "focusforge-extractive")
                        .put("instructions", "Finance delivers by Thursday.")
                        .put("input", "When does finance deliver?"))
                .then()
                .statusCode(200)
                .body("output[0].content[0].text", startsWith("Finance delivers by Thursday."));
    }

    @Test
    void cannotBeginAgain() {
        api.with(Scopes.MODELS_WRITE)
                .header("x-focusforge-on-stream-failure", "restart")
                .body(request("json").encode())
                .post("/v1/responses")
                .then()
                .statusCode(400)
                .body("error.param", equalTo("x-focusforge-on-stream-failure"));
    }

    private JsonObject request(String... script) {
        return new JsonObject()
                .put("model", "default")
                .put("input", "2 + 2?")
                .put("x_id", id)
                .put("x_script", new JsonArray(List.of(script)));
    }

    private Response post(JsonObject body) {
        return api.with(Scopes.MODELS_WRITE).body(body.encode()).post("/v1/responses");
    }

    private Response keyed(String body) {
        return api.with(Scopes.MODELS_WRITE)
                .header("Idempotency-Key", "k-1")
                .body(body)
                .post("/v1/responses");
    }

    /** What the last event says. */
    private static JsonObject data(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("data: "))
                .map(line -> new JsonObject(line.substring(6)))
                .toList()
                .getLast();
    }
}

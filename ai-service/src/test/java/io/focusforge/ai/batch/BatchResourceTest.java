package io.focusforge.ai.batch;

import static io.focusforge.ai.testing.Api.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

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
import java.time.Duration;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class BatchResourceTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @Test
    void answersInOrderAndOneFailureLeavesTheOthersAlone() {
        var extractive = new JsonObject().put("model", "focusforge-extractive").put("messages", new JsonArray("""
                        [{"role": "system", "content": "Finance delivers by Thursday."}, {"role": "user", "content": "When does finance deliver?"}]"""));
        var batch = batch(
                item("slow", Api.request("default", id, "slow-json")),
                item("none", Api.request("gpt-none", id)),
                item(null, extractive),
                item("away", Api.request("default", id, "429-long")),
                item("bad", Api.request("default", id).put("temperature", 99)),
                item("stream", Api.request("default", id).put("stream", true)));
        post(batch)
                .then()
                .statusCode(200)
                .body("data.index", contains(0, 1, 2, 3, 4, 5))
                .body("data.custom_id", contains("slow", "none", null, "away", "bad", "stream"))
                .body("data.response.status_code", contains(200, 404, 200, 503, 400, 400))
                .body("data[0].response.body.choices[0].message.content", equalTo("Four."))
                .body("data[1].response.body.error.code", equalTo("model_not_found"))
                .body("data[2].response.body.model", equalTo("focusforge-extractive"))
                .body("data[3].response.body.error.code", equalTo("model_unavailable"))
                .body("data[3].retry_after_ms", greaterThan(70_000))
                .body("data[4].response.body.error.param", equalTo("temperature"))
                .body("data[5].response.body.error.param", equalTo("stream"));
    }

    @Test
    void asksNoMoreAtOnceThanTheProviderTakes() {
        var items = IntStream.range(0, 6)
                .mapToObj(i -> item("i" + i, Api.request("narrow-model", id, "slow-json")))
                .toArray(JsonObject[]::new);
        var start = System.nanoTime();
        post(batch(items)).then().body("data.response.status_code", contains(200, 200, 200, 200, 200, 200));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(750));
        assertThat(calls(id).getInteger("count")).isEqualTo(6);
        await().untilAsserted(() -> api.usage("").then().body("items[0].calls", equalTo(6)));
    }

    @Test
    void asksNoMoreAtOnceThanTheCallerWants() {
        var items = IntStream.range(0, 4)
                .mapToObj(i -> item("i" + i, Api.request("default", id, "slow-json")))
                .toArray(JsonObject[]::new);
        var start = System.nanoTime();
        post(batch(items).put("max_concurrency", 2)).then().statusCode(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(750));
    }

    @Test
    void aKeyOfOneRequestIsThatOfASingleCompletion() {
        var chat = Api.request("default", id, "json");
        var item = item("a", chat).put("idempotency_key", "k-1");
        var first = post(batch(item)).jsonPath().getString("data[0].response.body.id");
        assertThat(post(batch(item)).jsonPath().getString("data[0].response.body.id"))
                .isEqualTo(first);
        api.with(Scopes.MODELS_WRITE)
                .header("Idempotency-Key", "k-1")
                .body(chat.encode())
                .post(Api.CHAT)
                .then()
                .header("Idempotency-Replayed", "true");
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                  | requests
            {"requests":[]}                                     | requests
            {"requests":{}}                                     | requests
            {"requests":["x"]}                                  | requests[0]
            {"requests":[{"custom_id":"a"}]}                    | requests[0].body
            {"requests":[{"body":[]}]}                          | requests[0].body
            {"requests":[{"body":{},"custom_id":7}]}            | requests[0].custom_id
            {"requests":[{"body":{},"method":"POST"}]}          | requests[0].method
            {"requests":[{"body":{}}],"max_concurrency":0}      | max_concurrency
            {"requests":[{"body":{}}],"window":"24h"}           | window
            """)
    void namesTheFieldThatIsWrong(String body, String param) {
        api.with(Scopes.MODELS_WRITE)
                .urlEncodingEnabled(false)
                .body(body)
                .post("/v1/chat/completions:batch")
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_request"))
                .body("error.param", equalTo(param));
        api.usage("").then().body("items", hasSize(0));
    }

    @Test
    void refusesTooMany() {
        var items =
                Collections.nCopies(101, item("a", Api.request("default", id))).toArray(JsonObject[]::new);
        post(batch(items)).then().statusCode(400).body("error.param", equalTo("requests"));
        assertThat(calls(id).getInteger("count")).isZero();
    }

    private Response post(JsonObject batch) {
        return api.with(Scopes.MODELS_WRITE)
                .urlEncodingEnabled(false)
                .body(batch.encode())
                .post("/v1/chat/completions:batch");
    }

    private static JsonObject batch(JsonObject... items) {
        var requests = new JsonArray();
        for (var item : items) {
            requests.add(item);
        }
        return new JsonObject().put("requests", requests);
    }

    private static JsonObject item(String customId, JsonObject body) {
        return new JsonObject().put("custom_id", customId).put("body", body);
    }
}

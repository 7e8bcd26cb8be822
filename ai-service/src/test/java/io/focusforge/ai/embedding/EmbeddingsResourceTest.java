package io.focusforge.ai.embedding;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class EmbeddingsResourceTest {
    private final Api api = new Api();

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @BeforeEach
    void ready() {
        await().until(() -> get(management + "health/ready").statusCode() == 200);
    }

    @Test
    void embedsAText() {
        var answer = embed("Prepare the Q3 board deck", "float");
        answer.then()
                .statusCode(200)
                .body("object", equalTo("list"))
                .body("model", equalTo("all-minilm-l6-v2"))
                .body("data", hasSize(1))
                .body("data[0].object", equalTo("embedding"))
                .body("data[0].index", equalTo(0))
                .body("data[0].embedding", hasSize(384))
                .body("usage.prompt_tokens", equalTo(6))
                .body("usage.total_tokens", equalTo(6));
        assertThat(answer.jsonPath().getFloat("data[0].embedding[0]")).isCloseTo(-0.038010f, within(1e-4f));
    }

    @Test
    void base64HoldsTheSameNumbers() {
        var numbers = embed("Prepare the deck", "float").jsonPath().getList("data[0].embedding", Float.class);
        var base64 = embed("Prepare the deck", "base64").jsonPath().getString("data[0].embedding");
        var floats = ByteBuffer.wrap(Base64.getDecoder().decode(base64))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        assertThat(floats.remaining()).isEqualTo(384);
        for (var number : numbers) {
            assertThat(floats.get()).isEqualTo(number);
        }
    }

    @Test
    void embedsManyTextsInOrder() {
        var texts = List.of("one", "two", "three", "one", "five", "six");
        var answer = post(body(new JsonArray(texts)).encode()).jsonPath();
        assertThat(answer.getList("data.index")).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(answer.getList("data[0].embedding")).isEqualTo(answer.getList("data[3].embedding"));
        assertThat(answer.getList("data[0].embedding")).isNotEqualTo(answer.getList("data[1].embedding"));
    }

    @Test
    void embedsATextOnceForEachTenant() {
        var text = "A text of its own " + UUID.randomUUID();
        var missed = misses();
        embed(text, "base64");
        assertThat(misses()).isEqualTo(missed + 1);
        embed(text, "float");
        assertThat(misses()).isEqualTo(missed + 1);
        new Api()
                .with(Scopes.MODELS_WRITE)
                .body(body(text).encode())
                .post("/v1/embeddings")
                .then()
                .statusCode(200);
        assertThat(misses()).isEqualTo(missed + 2);
    }

    @Test
    void isAccounted() {
        embed("Prepare the Q3 board deck", "float");
        embed("Prepare the Q3 board deck", "float");
        await().untilAsserted(() -> api.usage("")
                .then()
                .body("items[0].model", equalTo("all-minilm-l6-v2"))
                .body("items[0].calls", equalTo(2))
                .body("items[0].promptTokens", equalTo(12))
                .body("items[0].costMicros", equalTo(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {                                                                   | 400 | invalid_json    | -
            []                                                                  | 400 | invalid_json    | -
            {"input":"x"}                                                       | 400 | invalid_request | model
            {"model":"text-embedding-3-small","input":"x"}                      | 404 | model_not_found | -
            {"model":"all-minilm-l6-v2"}                                        | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":null}                           | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":7}                              | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":""}                             | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":" \\n"}                         | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":"\\u0000"}                      | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":"\\u200b"}                      | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":[]}                             | 400 | invalid_request | input
            {"model":"all-minilm-l6-v2","input":["x",[1,2]]}                    | 400 | invalid_request | input[1]
            {"model":"all-minilm-l6-v2","input":["x","y",""]}                   | 400 | invalid_request | input[2]
            {"model":"all-minilm-l6-v2","input":"x","encoding_format":"hex"}    | 400 | invalid_request | encoding_format
            {"model":"all-minilm-l6-v2","input":"x","dimensions":128}           | 400 | invalid_request | dimensions
            {"model":"all-minilm-l6-v2","input":"x","dimensions":"384"}         | 400 | invalid_type    | dimensions
            {"model":"all-minilm-l6-v2","input":"x","inputs":"y"}               | 400 | unknown_field   | inputs
            """)
    void refusesABadBodyInOpenAisShape(String body, int status, String code, String param) {
        refused(post(body), status, code, param);
        api.usage("").then().body("items", hasSize(0));
    }

    @Test
    void refusesTooMuch() {
        var longest = "x ".repeat(4096);
        refused(post(body(longest + "x").encode()), 400, "invalid_request", "input");
        refused(post(body(array(257, "x")).encode()), 400, "invalid_request", "input");
        refused(post(body(array(33, longest)).encode()), 400, "invalid_request", "input");
    }

    @Test
    void refusesWhoMayNot() {
        refused(api.with(Scopes.MODELS_READ).body(body("x").encode()).post("/v1/embeddings"), 403, "forbidden", null);
        var anonymous =
                given().contentType(ContentType.JSON).body(body("x").encode()).post("/v1/embeddings");
        refused(anonymous, 401, "unauthenticated", null);
    }

    private Response embed(String text, String format) {
        return post(body(text).put("encoding_format", format).encode());
    }

    private Response post(String body) {
        return api.with(Scopes.MODELS_WRITE).body(body).post("/v1/embeddings");
    }

    private static JsonObject body(Object input) {
        return new JsonObject().put("model", "all-minilm-l6-v2").put("input", input);
    }

    private static JsonArray array(int size, String text) {
        return new JsonArray(Collections.nCopies(size, text));
    }

    private static void refused(Response answer, int status, String code, String param) {
        answer.then()
                .statusCode(status)
                .contentType(ContentType.JSON)
                .body("error.code", equalTo(code))
                .body("error.param", equalTo(param));
    }

    private double misses() {
        return get(management + "metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("focusforge_embedding_cache_total") && line.contains("\"miss\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}

package io.focusforge.ai.embedding;

import static io.focusforge.ai.testing.Api.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
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
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ProviderEmbeddingsTest {
    private static final String JOINT = "embeddings";
    private final Api api = new Api();
    private final String id = Api.id();

    @Test
    void callersAreAnsweredTogetherAndAccountedEachForItself() throws Exception {
        var before = calls(JOINT).getInteger("count");
        var tenants = IntStream.range(0, 8).mapToObj(i -> new Api()).toList();
        var answers = atOnce(tenants.stream()
                .map(tenant -> (Callable<Response>) () -> post(tenant, body("x".repeat(1 + tenants.indexOf(tenant)))))
                .toList());
        for (var i = 0; i < answers.size(); i++) {
            answers.get(i)
                    .then()
                    .statusCode(200)
                    .header("x-focusforge-provider", "alpha")
                    .body("data", hasSize(1))
                    .body("data[0].index", equalTo(0))
                    .body("data[0].embedding", contains(i + 1, 0.5f))
                    .body("model", equalTo("embed-2026"));
        }
        assertThat(calls(JOINT).getInteger("count") - before).isLessThan(8);
        var charged = tenants.stream().mapToLong(ProviderEmbeddingsTest::tokens).sum();
        assertThat(charged).isEqualTo(80);
        assertThat(tenants).allSatisfy(tenant -> assertThat(tokens(tenant)).isPositive());
    }

    @Test
    void whatOneSendsWronglyIsNoFaultOfTheOthers() throws Exception {
        var bad = new Api();
        var answers = atOnce(List.of(
                () -> post(api, body("good")), () -> post(bad, body("refuse")), () -> post(new Api(), body("fine"))));
        assertThat(answers.stream().map(Response::statusCode)).containsExactly(200, 400, 200);
        answers.get(1).then().body("error.code", equalTo("invalid_request"));
        bad.usage("").then().body("items", hasSize(0));
    }

    @Test
    void severalTextsKeepTheirOrder() {
        post(api, body(new JsonArray(List.of("ccc", "a", "bb"))))
                .then()
                .body("data.index", contains(0, 1, 2))
                .body("data.embedding", contains(List.of(3, 0.5f), List.of(1, 0.5f), List.of(2, 0.5f)));
    }

    @Test
    void floatsBecomeBase64ForWhoAskedForIt() {
        post(api, body("ab").put("encoding_format", "base64"))
                .then()
                .body("data[0].embedding", equalTo("AAAAQAAAAD8="));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [1, 2, 3]
            [[1, 2], [3]]
            "a text"
            """)
    void whatCannotBeJoinedReachesTheProviderAsItIs(String input) {
        var body = "{\"model\": \"alpha/embed-test\", \"input\": %s, \"x_id\": \"%s\", \"dimensions\": 7}"
                .formatted(input, id);
        api.with(Scopes.MODELS_WRITE).body(body).post("/v1/embeddings").then().statusCode(200);
        assertThat(calls(id).getString("body")).isEqualTo(body.replace("alpha/embed-test", "embed-test"));
        assertThat(calls(id).getString("path")).isEqualTo("/alpha/v1/embeddings");
        assertThat(tokens(api)).isEqualTo(10);
    }

    @Test
    void anotherProviderOfTheSameModelTakesOver() {
        post(api, body("a").put("model", "embed-far"))
                .then()
                .statusCode(200)
                .header("x-focusforge-provider", "thrifty");
    }

    @Test
    void aFailureCostsNothing() {
        post(api, body("fail")).then().statusCode(502).body("error.code", equalTo("model_error"));
        post(api, body("a").put("dimensions", -1)).then().statusCode(400).body("error.param", equalTo("dimensions"));
        post(api, body("")).then().statusCode(400).body("error.param", equalTo("input"));
        post(api, body("a").put("model", "embed-none")).then().statusCode(404);
        api.usage("").then().body("items", hasSize(0));
    }

    @Test
    void theTenantsLimitHolds() {
        api.with(Scopes.MODELS_ADMIN, Scopes.TENANTS_ADMIN)
                .body("{\"requestsPerMinute\": 2}")
                .put("/api/v1/limits/tenant")
                .then()
                .statusCode(200);
        post(api, body("a")).then().statusCode(200).header("x-ratelimit-remaining-requests", equalTo("1"));
        post(api, body("a").put("model", "all-minilm-l6-v2")).then().statusCode(200);
        post(api, body("a")).then().statusCode(429).body("error.limit.scope", equalTo("tenant"));
        assertThat(tokens(api)).isPositive();
    }

    @Test
    void isNoChatModel() {
        api.chat(Api.request("embed-test", id)).then().statusCode(404).body("error.code", equalTo("model_not_found"));
    }

    private static long tokens(Api tenant) {
        return await().until(
                        () -> tenant.usage("").jsonPath().getList("items.promptTokens", Integer.class),
                        items -> !items.isEmpty())
                .getFirst();
    }

    private static Response post(Api tenant, JsonObject body) {
        return tenant.with(Scopes.MODELS_WRITE).body(body.encode()).post("/v1/embeddings");
    }

    private static JsonObject body(Object input) {
        return new JsonObject().put("model", "embed-test").put("input", input);
    }

    private static List<Response> atOnce(List<Callable<Response>> calls) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            return callers.invokeAll(calls).stream()
                    .map(call -> call.resultNow())
                    .toList();
        }
    }
}

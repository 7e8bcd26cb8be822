package io.focusforge.ai.cache;

import static io.focusforge.ai.testing.Api.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ChatCacheTest {
    private static final String PATH = "/api/v1/model-cache/";

    private final Api api = new Api();
    private final String id = Api.id();

    @Inject
    MeterRegistry meters;

    @Test
    void answersASecondTimeWithoutTheProvider() {
        var first = api.chat(cached("json"));
        var second = api.chat(cached("json"));
        assertThat(first.header("x-focusforge-cache")).isEqualTo("miss");
        assertThat(second.header("x-focusforge-cache")).isEqualTo("hit");
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(second.header("x-focusforge-provider")).isEqualTo("alpha");
        assertThat(second.header("x-focusforge-model")).isEqualTo("gpt-test");
        assertThat(second.header("x-focusforge-attempts")).isEqualTo("0");
        assertThat(second.header("Age")).isEqualTo("0");
        assertThat(asked()).isEqualTo(1);
        assertThat(calls(id).getString("body")).doesNotContain("\"cache\"");
    }

    @Test
    void whatComesAgainIsCountedByWhetherThereWasAnAnswer() {
        var hits = hot("hit");
        var misses = hot("miss");
        api.chat(cached("json"));
        assertThat(hot("hit") - hits + hot("miss") - misses).isZero();
        api.chat(cached("json"));
        assertThat(hot("hit") - hits).isEqualTo(1);
        api.chat(cached("content-filter"));
        api.chat(cached("content-filter"));
        assertThat(hot("miss") - misses).isEqualTo(1);
    }

    private double hot(String result) {
        return meters.get("focusforge_model_cache_hot")
                .tag("result", result)
                .counter()
                .count();
    }

    @Test
    void isOffForWhoDoesNotAsk() {
        for (var i = 0; i < 2; i++) {
            var answer = api.chat(Api.request("default", id, "json"));
            assertThat(answer.header("x-focusforge-cache")).isEqualTo("off");
        }
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void isAskedForByAHeaderToo() {
        for (var expected : new String[] {"miss", "hit"}) {
            api.with(Scopes.MODELS_WRITE)
                    .header("Cache-Control", "max-age=60")
                    .body(Api.request("default", id, "json").encode())
                    .post(Api.CHAT)
                    .then()
                    .header("x-focusforge-cache", expected);
        }
    }

    @Test
    void aPerfectMatchOfAnotherTenantMisses() {
        var shared = cached("json").put("cache", new JsonObject().put("share", "tenant"));
        api.chat(shared);
        assertThat(new Api().chat(shared).header("x-focusforge-cache")).isEqualTo("miss");
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void aStreamComesAgainAsAStreamByteForByte() {
        var stream = cached("sse").put("stream", true);
        var first = api.chat(stream);
        var second = api.chat(stream);
        assertThat(second.header("x-focusforge-cache")).isEqualTo("hit");
        assertThat(second.contentType()).startsWith("text/event-stream");
        assertThat(second.asString()).endsWith("data: [DONE]\n\n");
        assertThat(first.asString())
                .isEqualTo(second.asString().replace("data: [DONE]", ": x-focusforge-cost: 3\n\ndata: [DONE]"));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void keepsNoFailureAndNoPartOfAStream() {
        api.chat(cached("400")).then().statusCode(400);
        assertThat(api.chat(cached("400")).header("x-focusforge-cache")).isEqualTo("miss");
        var stream = cached("sse-reset").put("stream", true);
        assertThat(api.chat(stream).asString()).contains("\"error\"");
        assertThat(api.chat(stream).header("x-focusforge-cache")).isEqualTo("miss");
        assertThat(asked()).isEqualTo(4);
    }

    @Test
    void keepsNoStreamThatBeganAgain() {
        var stream = Api.request("smart", id, "sse-reset", "sse")
                .put("cache", new JsonObject())
                .put("stream", true);
        for (var i = 0; i < 2; i++) {
            var answer = api.with(Scopes.MODELS_WRITE)
                    .header("x-focusforge-on-stream-failure", "restart")
                    .body(stream.encode())
                    .post(Api.CHAT);
            assertThat(answer.header("x-focusforge-cache")).isEqualTo("miss");
        }
    }

    @Test
    void thoseWhoAskAtTheSameTimeShareOneCall() throws Exception {
        var request = cached("slow-json");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = Stream.generate(() -> (Callable<Response>) () -> api.chat(request))
                    .limit(20)
                    .toList();
            for (var answer : threads.invokeAll(tasks)) {
                answer.get().then().statusCode(200).body("choices[0].message.content", equalTo("Four."));
            }
        }
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void anAnswerFromHereIsACallThatCostsNothing() {
        api.chat(cached("json"));
        api.chat(cached("json"));
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> api.usage("?groupBy=model")
                .then()
                .body("items.find { it.model == 'gpt-test' }.calls", equalTo(1))
                .body("items.find { it.model == 'cache:gpt-test' }.calls", equalTo(1))
                .body("items.find { it.model == 'cache:gpt-test' }.promptTokens", equalTo(0))
                .body("items.find { it.model == 'cache:gpt-test' }.costMicros", equalTo(0)));
    }

    @Test
    void findsAQuestionThatMeansTheSameWhenAskedTo() {
        var asked = question("When does the board meet this year?");
        var alike = question("when does the BOARD meet this year?");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            api.chat(asked.put("x_id", Api.id()));
            alike.put("x_id", asked.getString("x_id"));
            assertThat(api.chat(alike).header("x-focusforge-cache")).isEqualTo("semantic");
        });
        assertThat(new Api().chat(alike).header("x-focusforge-cache")).isEqualTo("miss");
        var other = question("Who pays for lunch?").put("x_id", asked.getString("x_id"));
        assertThat(api.chat(other).header("x-focusforge-cache")).isEqualTo("miss");
    }

    @Test
    void dropsANamespaceOfTheCallersTenant() {
        var request = cached("json").put("cache", new JsonObject().put("namespace", "faq"));
        var stranger = new Api();
        api.chat(request);
        stranger.chat(request);
        api.with(Scopes.MODELS_WRITE).delete(PATH + "faq").then().statusCode(204);
        assertThat(api.chat(request).header("x-focusforge-cache")).isEqualTo("miss");
        assertThat(stranger.chat(request).header("x-focusforge-cache")).isEqualTo("hit");
        api.with(Scopes.MODELS_READ).delete(PATH + "faq").then().statusCode(403);
        api.with(Scopes.MODELS_WRITE).delete(PATH + "a%20b").then().statusCode(400);
    }

    @Test
    void givesAnswersThatItWasGiven() {
        var answer = new JsonObject("{\"model\":\"gpt-5\",\"choices\":[{\"message\":{\"content\":\"42\"}}]}");
        give(given(answer).put("share", "tenant"), Scopes.MODELS_WRITE).then().statusCode(403);
        give(given(answer), Scopes.MODELS_WRITE).then().statusCode(200).body("entries.status", contains("given"));
        var request = cached("json").put("cache", new JsonObject().put("namespace", "warm"));
        api.chat(request)
                .then()
                .header("x-focusforge-cache", "hit")
                .header("x-focusforge-model", "gpt-5")
                .body("choices[0].message.content", equalTo("42"))
                .body("usage", nullValue());
        assertThat(asked()).isZero();
    }

    @Test
    void asksTheModelForWhatIsNotGivenAndNotThere() {
        var refused = Api.request("default", Api.id(), "400");
        var unknown = Api.request("none", Api.id());
        var entries = new JsonArray()
                .add(new JsonObject().put("request", Api.request("default", id, "json")))
                .add(new JsonObject().put("request", refused))
                .add(new JsonObject().put("request", unknown));
        for (var i = 0; i < 2; i++) {
            give(new JsonObject().put("entries", entries).put("ttl", 60), Scopes.MODELS_WRITE)
                    .then()
                    .statusCode(200)
                    .header("x-focusforge-attempts", i == 0 ? "2" : "1")
                    .body("entries.status", contains("answered", "failed", "failed"))
                    .body("entries[1].error.code", equalTo("invalid_request"))
                    .body("entries[2].error.code", equalTo("model_not_found"));
        }
        var request = cached("json").put("cache", new JsonObject().put("namespace", "warm"));
        api.chat(request)
                .then()
                .header("x-focusforge-cache", "hit")
                .body("choices[0].message.content", equalTo("Four."));
        assertThat(asked()).isEqualTo(1);
    }

    @Test
    void refusesAnswersThatAreNone() {
        give(given(new JsonObject()), Scopes.MODELS_WRITE).then().statusCode(400);
        give(new JsonObject().put("entries", new JsonArray()), Scopes.MODELS_WRITE)
                .then()
                .statusCode(400);
        var large = new JsonObject().put("choices", new JsonArray().add("x".repeat(1_100_000)));
        give(given(large), Scopes.MODELS_WRITE).then().statusCode(400);
    }

    @Test
    void refusesAWishThatItDoesNotUnderstand() {
        api.chat(cached("json").put("cache", new JsonObject().put("ttl", "soon")))
                .then()
                .statusCode(400)
                .body("error.param", equalTo("cache.ttl"))
                .body("error.type", equalTo("invalid_request_error"));
        assertThat(asked()).isZero();
    }

    private static JsonObject question(String text) {
        var message = new JsonObject().put("role", "user").put("content", text);
        return Api.request("default", Api.id(), "json")
                .put("cache", new JsonObject().put("semantic", true))
                .put("messages", new JsonArray().add(message));
    }

    private JsonObject cached(String... script) {
        return Api.request("default", id, script).put("cache", new JsonObject());
    }

    private JsonObject given(JsonObject answer) {
        var request = Api.request("default", id, "json");
        return new JsonObject()
                .put(
                        "entries",
                        new JsonArray()
                                .add(new JsonObject().put("request", request).put("answer", answer)));
    }

    private Response give(JsonObject body, String scope) {
        return api.with(scope).body(body.encode()).post(PATH + "warm");
    }

    private int asked() {
        return calls(id).getInteger("count");
    }
}

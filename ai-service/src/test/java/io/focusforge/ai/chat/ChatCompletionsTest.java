package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ChatCompletionsTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @Test
    void handsTheAnswerOnAsItCame() {
        api.chat(request("default", id, "json"))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("service_tier", equalTo("odd"))
                .body("model", equalTo("gpt-test-2026"))
                .body("choices[0].message.content", equalTo("Four."));
    }

    @Test
    void handsTheRequestOnWithTheProvidersNameOfTheModelAndItsKey() {
        var body =
                request("alpha/gpt-test", id, "json").put("temperature", 0.70).put("vendor_field", new JsonObject());
        api.chat(body).then().statusCode(200);
        var call = calls(id);
        assertThat(new JsonObject(call.getString("body"))).isEqualTo(body.put("model", "gpt-test"));
        assertThat(call.getString("path")).isEqualTo("/alpha/v1/chat/completions");
        assertThat(call.getString("authorization")).isEqualTo("Bearer " + FakeProviders.KEY);
    }

    @Test
    void triesAgainUntilTheProviderAnswers() {
        api.chat(request("default", id, "500", "503", "json")).then().statusCode(200);
        assertThat(calls(id).getInteger("count")).isEqualTo(3);
    }

    @Test
    void waitsAsLongAsTheProviderAsks() {
        var start = System.nanoTime();
        api.chat(request("default", id, "429", "json")).then().statusCode(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(calls(id).getInteger("count")).isEqualTo(2);
    }

    @Test
    void believesTheMillisecondsOfAProviderMoreThanItsSeconds() {
        var answer = api.chat(request("default", id, "429-ms", "json"));
        answer.then().statusCode(200);
        assertThat(answer.time()).isBetween(300L, 5_000L);
    }

    @ParameterizedTest
    @CsvSource({
        "500,        502, model_error,       3",
        "503,        503, model_unavailable, 3",
        "429-long,   503, model_unavailable, 1",
        "broken,     502, model_error,       1",
        "reset,      502, model_error,       1",
        "400,        400, invalid_request,   1",
        "401,        502, model_error,       1",
    })
    void saysWhatIsWrongWithTheProvider(String behaviour, int status, String code, int attempts) {
        var answer = api.chat(request("default", id, behaviour));
        answer.then().statusCode(status).body("error.code", equalTo(code)).body("error.param", nullValue());
        assertThat(answer.asString()).doesNotContain("upstream-said", "Exception", FakeProviders.KEY);
        assertThat(calls(id).getInteger("count")).isEqualTo(attempts);
    }

    @Test
    void passesOnWhenToTryAgain() {
        api.chat(request("default", id, "429-long")).then().header("Retry-After", "77");
    }

    @Test
    void saysThatTheProviderCannotBeReached() {
        api.chat(request("dead-model", id))
                .then()
                .statusCode(503)
                .header("Retry-After", "5")
                .body("error.code", equalTo("model_unavailable"))
                .body("error.type", equalTo("server_error"));
    }

    @Test
    void endsWhenTheCallersTimeIsOver() {
        var start = System.nanoTime();
        api.with(Scopes.MODELS_WRITE)
                .header("x-focusforge-timeout-ms", 300)
                .body(request("default", id, "hang").encode())
                .post(Api.CHAT)
                .then()
                .statusCode(504)
                .body("error.code", equalTo("timeout"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void retriesStayWithinTheCallersTime() {
        api.with(Scopes.MODELS_WRITE)
                .header("x-focusforge-timeout-ms", 500)
                .body(request("default", id, "429").encode())
                .post(Api.CHAT)
                .then()
                .statusCode(503)
                .header("Retry-After", "1");
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
    }

    @Test
    void endsWhenTheProvidersTimeIsOver() {
        api.chat(request("slow-model", id, "hang")).then().statusCode(504).body("error.code", equalTo("timeout"));
    }

    @Test
    void leavesAProviderAloneAfterFiveFailuresAndTriesItAgainLater() {
        for (var i = 0; i < 5; i++) {
            api.chat(request("fragile-model", id, "500")).then().statusCode(502);
        }
        var refused = api.chat(request("fragile-model", id, "500"));
        refused.then().statusCode(503).body("error.code", equalTo("model_unavailable"));
        assertThat(refused.header("Retry-After")).isIn("1", "2");
        assertThat(calls(id).getInteger("count")).isEqualTo(5);

        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        api.chat(request("fragile-model", Api.id(), "json")).statusCode() == 200);
        api.chat(request("fragile-model", Api.id(), "json")).then().statusCode(200);
    }

    @Test
    void ourOwnAndTheClientsFaultsDoNotOpenTheBreaker() {
        for (var i = 0; i < 6; i++) {
            api.chat(request("fragile-model", Api.id(), "400")).then().statusCode(400);
            api.chat(request("fragile-model", Api.id(), "429-long")).then().statusCode(503);
        }
        api.chat(request("fragile-model", Api.id(), "json")).then().statusCode(200);
    }

    @Test
    void refusesTheEleventhCallOfAMinute() {
        for (var i = 0; i < 10; i++) {
            api.chat(request("metered-model", id, "json")).then().statusCode(200);
        }
        var refused = api.chat(request("metered-model", id, "json"));
        refused.then().statusCode(503).body("error.code", equalTo("model_unavailable"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 61);
        assertThat(calls(id).getInteger("count")).isEqualTo(10);
    }

    @Test
    void asksTheProviderOnceUnderOneIdempotencyKey() {
        var body = request("default", id, "json").encode();
        var first = keyed("k-1", body);
        var second = keyed("k-1", body);
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
    }

    @Test
    void anIdempotencyKeyBelongsToOneBody() {
        keyed("k-1", request("default", id, "json").encode()).then().statusCode(200);
        keyed("k-1", request("default", id, "json").put("n", 2).encode())
                .then()
                .statusCode(422)
                .body("error.code", equalTo("idempotency_key_reused"));
        keyed("ä", request("default", id, "json").encode())
                .then()
                .statusCode(400)
                .body("error.code", equalTo("invalid_idempotency_key"));
    }

    @Test
    void aFailedCallCanBeTriedAgainUnderItsKey() {
        var body = request("fragile-model", id, "429-long", "json").encode();
        keyed("k-2", body).then().statusCode(503);
        keyed("k-2", body).then().statusCode(200);
    }

    private Response keyed(String key, String body) {
        return api.with(Scopes.MODELS_WRITE)
                .header("Idempotency-Key", key)
                .body(body)
                .post(Api.CHAT);
    }
}

package io.focusforge.ai.routing;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.HashSet;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class RoutingTest {
    private static final String PROVIDER = "x-focusforge-provider";
    private static final String ALPHA = "/alpha/v1/chat/completions";
    private static final String BETA = "/beta/v1/chat/completions";

    private final Api api = new Api();
    private final String id = Api.id();

    @Test
    void saysInHeadersWhoAnsweredAndWhatThatCost() {
        var answer = api.chat(request("smart", id, "json"));
        assertThat(answer.header(PROVIDER)).isEqualTo("alpha");
        assertThat(answer.header("x-focusforge-model")).isEqualTo("gpt-test");
        assertThat(answer.header("x-focusforge-attempts")).isEqualTo("1");
        assertThat(Double.parseDouble(answer.header("x-focusforge-overhead-ms")))
                .isBetween(0.0, 5_000.0);
        assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
    }

    @Test
    void overheadIsNotTheProvidersTime() {
        var answer = api.chat(request("smart", id, "slow-json"));
        assertThat(answer.time()).isGreaterThan(400);
        assertThat(Double.parseDouble(answer.header("x-focusforge-overhead-ms")))
                .isLessThan(300);
    }

    @ParameterizedTest
    @CsvSource({"503", "500", "reset", "broken", "401", "429-long", "context-length", "content-filter", "filtered"})
    void asksTheNextTargetAtOnce(String failure) {
        var answer = api.chat(request("smart", id, failure, "json"));
        answer.then().statusCode(200).header(PROVIDER, "beta").header("x-focusforge-attempts", "2");
        assertThat(calls(id).getJsonArray("paths")).isEqualTo(JsonArray.of(ALPHA, BETA));
        assertThat(new JsonObject(calls(id).getString("body")).getString("model"))
                .isEqualTo("beta-model");
        var at = calls(id).getJsonArray("at");
        assertThat(at.getLong(1) - at.getLong(0)).isLessThan(1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "smart,   400,            400, invalid_request",
        "plain,   content-filter, 400, content_filter",
        "careful, content-filter, 400, content_filter",
        "careful, reset,          502, model_error",
        "alpha/gpt-test, context-length, 400, context_length_exceeded",
    })
    void staysWhereItIsWhenNothingElseIsAllowed(String model, String failure, int status, String code) {
        var answer = api.chat(request(model, id, failure, "json"));
        answer.then().statusCode(status).header(PROVIDER, "alpha").body("error.code", equalTo(code));
        assertThat(answer.asString()).doesNotContain("upstream-said");
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
    }

    @Test
    void aFilteredAnswerIsHandedOnWhereThatIsNoReasonToAskAnother() {
        api.chat(request("plain", id, "filtered"))
                .then()
                .statusCode(200)
                .header(PROVIDER, "alpha")
                .body("choices[0].finish_reason", equalTo("content_filter"));
    }

    @Test
    void paysForAnAnswerThatWasFilteredAndForTheOneInItsPlace() {
        api.chat(request("smart", id, "filtered", "json")).then().statusCode(200);
        await().untilAsserted(() -> api.usage("?groupBy=day").then().body("items[0].calls", equalTo(2)));
    }

    @Test
    void triesAgainAfterAPauseWhenAllHaveFailed() {
        api.chat(request("plain", id, "503", "503", "503", "json"))
                .then()
                .statusCode(200)
                .header("x-focusforge-attempts", "4");
        assertThat(calls(id).getJsonArray("paths")).isEqualTo(JsonArray.of(ALPHA, BETA, ALPHA, BETA));
    }

    @Test
    void aModelInProcessCanBeTheLastResort() {
        api.chat(request("degraded", id))
                .then()
                .statusCode(200)
                .header(PROVIDER, "focusforge")
                .header("x-focusforge-model", "focusforge-extractive");
    }

    @Test
    void goesPastAProviderThatIsLeftAlone() {
        api.chat(request("tripped/tripped-model", Api.id(), "500")).then().statusCode(502);
        api.chat(request("guarded", id, "json"))
                .then()
                .statusCode(200)
                .header(PROVIDER, "beta")
                .header("x-focusforge-attempts", "1");
        assertThat(calls(id).getJsonArray("paths")).isEqualTo(JsonArray.of(BETA));
    }

    @Test
    void countsOnlyAttemptsThatWereMade() {
        for (var i = 0; i < 4; i++) {
            api.chat(request("tokens/tokens-model", Api.id(), "json"));
        }
        api.chat(request("tokens/tokens-model", id, "json"))
                .then()
                .statusCode(503)
                .header("x-focusforge-attempts", "0")
                .body("error.code", equalTo("model_unavailable"));
        assertThat(calls(id).getInteger("count")).isZero();
    }

    @Test
    void aConversationStaysWithItsTarget() {
        var conversation = "c-" + id;
        var providers = new HashSet<String>();
        for (var i = 0; i < 12; i++) {
            providers.add(inConversation(conversation).header(PROVIDER));
        }
        var body = request("spread", Api.id(), "json")
                .put("metadata", new JsonObject().put("conversation_id", conversation));
        providers.add(api.chat(body).header(PROVIDER));
        assertThat(providers).hasSize(1);
    }

    @Test
    void conversationsAreSpread() {
        var providers = new HashSet<String>();
        IntStream.range(0, 24)
                .forEach(i -> providers.add(inConversation("c-" + i).header(PROVIDER)));
        assertThat(providers).containsExactlyInAnyOrder("alpha", "beta");
    }

    @Test
    void avoidsTheTargetThatIsBusy() throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var busy = callers.submit(() -> api.chat(request("alpha/gpt-test", id, "slow-json")));
            await().until(() -> calls(id).getInteger("count") == 1);
            api.chat(request("even", Api.id(), "json")).then().header(PROVIDER, "beta");
            busy.get();
        }
    }

    @Test
    void sendsTheHeadersOfTheProvider() {
        api.chat(request("beta/beta-model", id, "json")).then().statusCode(200);
        assertThat(calls(id).getString("team")).isEqualTo("blue");
    }

    @Test
    void refusesAWishThatIsNone() {
        api.with(Scopes.MODELS_WRITE)
                .header("x-focusforge-on-stream-failure", "panic")
                .body(request("smart", id, "json").encode())
                .post(Api.CHAT)
                .then()
                .statusCode(400)
                .body("error.param", equalTo("x-focusforge-on-stream-failure"));
        assertThat(inConversation("x".repeat(257)).statusCode()).isEqualTo(400);
    }

    private Response inConversation(String conversation) {
        return api.with(Scopes.MODELS_WRITE)
                .header("x-focusforge-conversation", conversation)
                .body(request("spread", Api.id(), "json").encode())
                .post(Api.CHAT);
    }
}

package io.focusforge.ai.limit;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class LimitResourceTest {
    private static final String LIMITS = "/api/v1/limits";

    @Inject
    LimitStore store;

    private final Api api = new Api();
    private final UUID key = UUID.randomUUID();
    private final String id = Api.id();

    @Test
    void refusesWhatIsTooMuchAndNamesTheScope() {
        set("key/" + key, "{\"requestsPerMinute\": 1, \"concurrentCalls\": 5}");
        chat(key, id)
                .then()
                .statusCode(200)
                .header("RateLimit-Policy", containsString("\"key-requests\";q=1;w=60"))
                .header("RateLimit", containsString("\"key-concurrent\";r=4"))
                .header("x-ratelimit-limit-requests", equalTo("1"))
                .header("x-ratelimit-remaining-requests", equalTo("0"))
                .header("x-ratelimit-reset-requests", equalTo("1m0s"));
        chat(key, id)
                .then()
                .statusCode(429)
                .header("Retry-After", matchesPattern("5\\d|60"))
                .header("retry-after-ms", matchesPattern("5\\d{4}|60000"))
                .header("RateLimit", containsString("\"key-requests\";r=0;t="))
                .header("x-ratelimit-remaining-requests", equalTo("0"))
                .body("error.type", equalTo("rate_limit_error"))
                .body("error.code", equalTo("rate_limited"))
                .body("error.message", containsString("The API key has used up its 1 requests a minute"))
                .body("error.limit.scope", equalTo("key"))
                .body("error.limit.subject", equalTo(key.toString()))
                .body("error.limit.dimension", equalTo("requests"))
                .body("error.limit.limit", equalTo(1))
                .body("error.limit.freesAt", matchesPattern("20\\d\\d-.*Z"));
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
        chat(UUID.randomUUID(), id).then().statusCode(200);
    }

    @Test
    void tellsOnEveryAnswerHowTheTokensStand() {
        set("user/*", "{\"tokensPerMinute\": 5000}");
        chat(key, id)
                .then()
                .statusCode(200)
                .header("x-ratelimit-limit-tokens", equalTo("5000"))
                .header("x-ratelimit-remaining-tokens", matchesPattern("39\\d\\d"))
                .header("x-ratelimit-reset-tokens", equalTo("1m1s"));
        var stream = request("alpha/gpt-test", id, "sse").put("stream", true);
        send(key, stream)
                .then()
                .statusCode(200)
                .header("x-ratelimit-limit-tokens", equalTo("5000"))
                .header("RateLimit", containsString("\"user-tokens\";r="));
    }

    @Test
    void settlesWhatWasUsed() {
        set("model/gpt-test", "{\"tokensPerMinute\": 2000}");
        for (var call = 0; call < 3; call++) {
            chat(key, id).then().statusCode(200).header("x-ratelimit-remaining-tokens", matchesPattern("9\\d\\d"));
        }
    }

    @Test
    void givesBackWhatAFailedCallHadReserved() {
        set("key/" + key, "{\"concurrentCalls\": 1, \"tokensPerMinute\": 1500}");
        for (var call = 0; call < 3; call++) {
            send(key, request("alpha/gpt-test", Api.id(), "400")).then().statusCode(400);
        }
        chat(key, id).then().statusCode(200);
    }

    @Test
    void refusesAPromptThatNoMinuteHasRoomFor() {
        set("model/*", "{\"tokensPerMinute\": 5}");
        chat(key, id)
                .then()
                .statusCode(413)
                .body("error.code", equalTo("payload_too_large"))
                .body("error.limit.scope", equalTo("model"))
                .body("error.limit.subject", equalTo("gpt-test"));
        assertThat(calls(id).getInteger("count")).isZero();
    }

    @Test
    void aLimitThatIsRemovedDoesNotHoldAnyMore() {
        set("tenant", "{\"requestsPerMinute\": 1}");
        chat(key, id).then().statusCode(200);
        chat(key, id).then().statusCode(429).body("error.limit.scope", equalTo("tenant"));
        admin().delete(LIMITS + "/tenant").then().statusCode(204);
        chat(key, id).then().statusCode(200);
        admin().delete(LIMITS + "/tenant").then().statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void listsWhatIsSetAndWhatHoldsElse() {
        set("model/openai/gpt-5", "{\"tokensPerMinute\": 7, \"budgetMicros\": 8}");
        set("key/*", "{\"requestsPerMinute\": 9}");
        admin().get(LIMITS)
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].scope", equalTo("key"))
                .body("items[0].subject", equalTo("*"))
                .body("items[0].requestsPerMinute", equalTo(9))
                .body("items[1].budgetPeriod", equalTo("month"))
                .body("defaults.key.tokensPerMinute", equalTo(100_000_000));
        admin().get(LIMITS + "/model/openai/gpt-5")
                .then()
                .statusCode(200)
                .body("subject", equalTo("openai/gpt-5"))
                .body("tokensPerMinute", equalTo(7))
                .body("changedAt", matchesPattern("20\\d\\d-.*Z"));
    }

    @Test
    void anotherTenantsLimitsAreNotSeen() {
        set("key/" + key, "{\"requestsPerMinute\": 1}");
        var other = new Api();
        var stranger = other.with(Scopes.MODELS_ADMIN);
        stranger.get(LIMITS + "/key/" + key).then().statusCode(404);
        other.with(Scopes.MODELS_ADMIN)
                .get(LIMITS + "?tenantId=" + api.tenant())
                .then()
                .statusCode(404);
        other.with(Scopes.MODELS_ADMIN).delete(LIMITS + "/key/" + key).then().statusCode(404);
        other.with(Scopes.MODELS_ADMIN, Scopes.TENANTS_ADMIN)
                .get(LIMITS + "?tenantId=" + api.tenant())
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
    }

    @Test
    void onlyOperatorsSetWhatATenantMayUse() {
        api.with(Scopes.MODELS_ADMIN)
                .body("{\"requestsPerMinute\": 1}")
                .put(LIMITS + "/tenant")
                .then()
                .statusCode(403);
        api.with(Scopes.MODELS_WRITE).get(LIMITS).then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key/not-a-uuid | {\"requestsPerMinute\": 1} | invalid_request",
                "planet/earth | {\"requestsPerMinute\": 1} | invalid_request",
                "tenant/x | {\"requestsPerMinute\": 1} | invalid_request",
                "user/* | {} | invalid_request",
                "user/* | {\"requestsPerMinute\": 0} | invalid_request",
                "user/* | {\"budgetMicros\": -1} | invalid_request",
                "user/* | {\"budgetPeriod\": \"day\"} | invalid_request",
                "user/* | {\"tokensPerHour\": 1} | unknown_field"
            })
    void refusesALimitThatMakesNoSense(String path, String body, String code) {
        admin().body(body).put(LIMITS + "/" + path).then().statusCode(400).body("code", equalTo(code));
        admin().get(LIMITS).then().body("items", hasSize(0));
    }

    /** The fake provider's answer costs 4 micro-dollars; an answer of at most 20 tokens may cost 14. */
    @Test
    void spendsABudgetAndNoMore() {
        set("model/gpt-test", "{\"budgetMicros\": 30, \"budgetPeriod\": \"day\"}");
        var body = request("alpha/gpt-test", id, "json").put("max_tokens", 20);
        await().until(() -> send(key, body).statusCode() == 429);
        assertThat(calls(id).getInteger("count")).isBetween(4, 5);
        send(key, body)
                .then()
                .statusCode(429)
                .header("x-should-retry", "false")
                .body("error.code", equalTo("budget_exhausted"))
                .body("error.type", equalTo("insufficient_quota"))
                .body("error.limit.scope", equalTo("model"))
                .body("error.limit.dimension", equalTo("money"));
    }

    @Test
    void beginsWithWhatTheLedgerSaysWasSpent() {
        chat(key, id).then().statusCode(200);
        await().untilAsserted(() -> api.usage("").then().body("total.costMicros", equalTo(4)));
        var body = request("alpha/gpt-test", id, "json").put("max_tokens", 20);
        set("key/" + key, "{\"budgetMicros\": 16}");
        send(key, body).then().statusCode(429).body("error.limit.scope", equalTo("key"));
        send(UUID.randomUUID(), body).then().statusCode(200);
    }

    @Test
    void keepsTheHardLimitOfABudget() {
        var budget = new JsonObject()
                .put("name", "tests")
                .put("scope", "tenant")
                .put("period", "month")
                .put("amountMicros", 10)
                .put("hard", true);
        api.with(Scopes.USAGE_ADMIN)
                .body(budget.encode())
                .post("/api/v1/budgets")
                .then()
                .statusCode(201);
        chat(key, id).then().statusCode(429).body("error.code", equalTo("budget_exhausted"));
        var free = new JsonObject()
                .put("model", "focusforge-extractive")
                .put("messages", request("x", id).getJsonArray("messages"));
        send(key, free).then().statusCode(200);
    }

    @Test
    void anotherPodsChangeIsSeenWithinSeconds() {
        chat(key, id).then().statusCode(200);
        store.put(api.tenant(), Subject.tenant(), new Allowance(1L, null, null, null, null));
        await().atMost(Duration.ofSeconds(30)).until(() -> chat(key, id).statusCode() == 429);
    }

    private ValidatableResponse set(String path, String body) {
        return admin().body(body).put(LIMITS + "/" + path).then().statusCode(200);
    }

    private RequestSpecification admin() {
        return api.with(Scopes.MODELS_ADMIN, Scopes.TENANTS_ADMIN);
    }

    private Response chat(UUID with, String call) {
        return send(with, request("alpha/gpt-test", call, "json"));
    }

    private Response send(UUID with, JsonObject body) {
        return given().header(
                        "Authorization", TestTokens.bearerWithKey(api.tenant(), api.user(), with, Scopes.MODELS_WRITE))
                .contentType(ContentType.JSON)
                .body(body.encode())
                .post(Api.CHAT);
    }
}

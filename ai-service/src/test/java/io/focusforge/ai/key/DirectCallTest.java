package io.focusforge.ai.key;

import static io.focusforge.ai.testing.Api.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.ApiKey;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.RawRequest;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that an ingress sends here with the key of a client. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class DirectCallTest {
    private static final String REMAINING = "x-ratelimit-remaining-requests";

    private final ApiKey key = ApiKey.of(1000, Scopes.MODELS_WRITE, Scopes.USAGE_READ);

    @Test
    void everyKindOfCallIsTakenWithTheKeyItself() {
        chat(key).then().statusCode(200).header("x-request-id", notNullValue());
        chat(key).then().statusCode(200).header("RateLimit-Policy", containsString("\"requests\";q=1000;w=60"));
        chat(key, request("default", Api.id(), "sse").put("stream", true))
                .then()
                .statusCode(200);
        given().header("x-api-key", key.presented().text())
                .get("/v1/models")
                .then()
                .statusCode(200);
        key.asked()
                .body("{\"model\":\"default\",\"prompt\":\"Once\"}")
                .post("/v1/completions")
                .then()
                .statusCode(200);
        key.asked().body(embedding()).post("/v1/embeddings").then().statusCode(200);
        key.asked()
                .body("{\"model\":\"focusforge-extractive\",\"input\":\"When?\"}")
                .post("/v1/responses")
                .then()
                .statusCode(200);
        given().header("Authorization", TestTokens.bearer(key.tenant(), key.user(), Scopes.USAGE_READ))
                .get("/api/v1/usage?key=" + key.presented().id())
                .then()
                .statusCode(200);
    }

    @Test
    void aStrangerIsToldInTheShapeThatItsClientReads() {
        chat(ApiKey.unknown())
                .then()
                .statusCode(401)
                .body("error.code", equalTo("api_key_invalid"))
                .body("error.type", equalTo("authentication_error"))
                .header("x-request-id", notNullValue());
        given().contentType(ContentType.JSON)
                .body("{}")
                .post(Api.CHAT)
                .then()
                .statusCode(401)
                .body("error.code", equalTo("unauthenticated"));
        given().header("Authorization", "Bearer sk-of-somebody-else")
                .get("/v1/models")
                .then()
                .statusCode(401)
                .body("error.code", equalTo("api_key_invalid"));
    }

    @Test
    void aLargeBodyOfAStrangerIsNotRead() {
        var answer = RawRequest.exchange("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nx-api-key: none\r\n"
                + "Content-Type: application/json\r\nContent-Length: 90000000\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 401").containsIgnoringCase("connection: close");
    }

    @Test
    void aRevokedKeyIsRefusedWithinTheTimeThatTheGatewayAllows() {
        chat(key).then().statusCode(200);
        key.isRevoked();
        await().untilAsserted(() -> chat(key).then().statusCode(401).body("error.code", equalTo("api_key_revoked")));
    }

    @Test
    void whileTheGatewayIsAwayKnownKeysGoOnAndOthersAreAskedToComeAgain() {
        chat(key).then().statusCode(200);
        key.isAnswered(new JsonObject());
        var stranger = ApiKey.unknown();
        stranger.isAnswered(new JsonObject());
        chat(stranger)
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("1"))
                .body("error.code", equalTo("unavailable"));
        chat(key).then().statusCode(200);
    }

    @Test
    void aTokenThatTheGatewayDidNotSignIsWorthNothing() {
        var forged = ApiKey.of(1000, Scopes.MODELS_WRITE);
        var token = forged.told(1000, Scopes.MODELS_WRITE).getString("token");
        forged.isAnswered(forged.told(1000).put("token", token.substring(0, token.length() - 8) + "AAAAAAAA"));
        chat(forged).then().statusCode(503);
        var other = ApiKey.of(1000, Scopes.MODELS_WRITE);
        forged.isAnswered(other.told(1000, Scopes.MODELS_WRITE));
        chat(forged).then().statusCode(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/limits", "/api/v1/usage", "/internal/subjects/x/erasure"})
    void aKeyOpensNothingButModels(String path) {
        key.asked().get(path).then().statusCode(not(equalTo(200)));
        assertThat(key.asked().get(path).statusCode()).isIn(401, 404, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/../api/v1/limits",
                "/v1//models",
                "/v1/%2e%2e/api/v1/limits",
                "/v1/models;x=y",
                "/v1/./models"
            })
    void aPathWithTwoMeaningsIsNone(String path) {
        var answer = RawRequest.exchange(
                "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                        + key.presented().text() + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 404").contains("route_not_found");
    }

    @Test
    void nobodyBecomesSomebodyElseByAHeader() {
        var victim = ApiKey.of(1000, Scopes.MODELS_ADMIN);
        var id = Api.id();
        key.asked()
                .header("x-focusforge-tenant", victim.tenant().toString())
                .header("X-Tenant-Id", victim.tenant().toString())
                .header("X-User-Id", victim.user().toString())
                .header("x-api-key", victim.presented().text())
                .body(request("default", id, "json").put("cache", true).encode())
                .post(Api.CHAT)
                .then()
                .statusCode(200);
        chat(victim, request("default", id, "json").put("cache", true)).then().header("x-focusforge-cache", "miss");
    }

    @Test
    void aKeyOfAnotherTenantFindsNothingOfThisOne() {
        var body = request("default", Api.id(), "json").put("cache", true);
        chat(key, body).then().header("x-focusforge-cache", "miss");
        chat(key, body).then().header("x-focusforge-cache", "hit");
        chat(ApiKey.of(1000, Scopes.MODELS_WRITE), body).then().header("x-focusforge-cache", "miss");
    }

    @Test
    void whateverAnswersTheRequestIsCountedOnce() {
        var few = ApiKey.of(6, Scopes.MODELS_WRITE);
        var cached = request("default", Api.id(), "json").put("cache", true);
        assertThat(chat(few, cached).header(REMAINING)).isEqualTo("5");
        assertThat(chat(few, cached).header(REMAINING)).isEqualTo("4");
        assertThat(few.asked().get("/v1/models").header(REMAINING)).isEqualTo("3");
        assertThat(few.asked().body("{").post(Api.CHAT).header(REMAINING)).isEqualTo("2");
        assertThat(batch(few).header(REMAINING)).isEqualTo("1");
        assertThat(few.asked().body(embedding()).post("/v1/embeddings").header(REMAINING))
                .isEqualTo("0");
        refuses(chat(few), few);
        refuses(chat(few, cached), few);
        refuses(few.asked().get("/v1/models"), few);
        refuses(batch(few), few);
        refuses(few.asked().body("{").post(Api.CHAT), few);
    }

    @Test
    void whatHasAnIdempotencyKeyTellsTheLimitOfTheKeyTooAndSoDoesItsReplay() {
        var once = Api.id();
        var body = request("default", Api.id(), "json").encode();
        for (var replayed : List.of(false, true)) {
            var answer = key.asked().header("Idempotency-Key", once).body(body).post(Api.CHAT);
            answer.then().statusCode(200).header("RateLimit-Policy", containsString("\"requests\";q=1000;w=60"));
            assertThat(answer.header("Idempotency-Replayed") != null).isEqualTo(replayed);
        }
    }

    @Test
    void aCallWithATokenOfTheGatewayIsNotCountedAgain() {
        var few = ApiKey.of(1, Scopes.MODELS_WRITE);
        var passed = TestTokens.bearerWithKey(
                few.tenant(), few.user(), few.presented().id(), Scopes.MODELS_WRITE);
        for (var i = 0; i < 3; i++) {
            given().header("Authorization", passed)
                    .contentType(ContentType.JSON)
                    .body(request("default", Api.id(), "json").encode())
                    .post(Api.CHAT)
                    .then()
                    .statusCode(200);
        }
        chat(few).then().statusCode(200);
        refuses(chat(few), few);
    }

    @Test
    void aKeyMayNotWhatItsScopesDoNotSay() {
        chat(ApiKey.of(1000, Scopes.MODELS_READ)).then().statusCode(403).body("error.code", equalTo("forbidden"));
    }

    private static void refuses(Response answer, ApiKey key) {
        answer.then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .header(REMAINING, equalTo("0"))
                .header("x-focusforge-cost", equalTo("0"))
                .body("error.code", equalTo("rate_limited"))
                .body("error.limit.scope", equalTo("key"))
                .body("error.limit.subject", equalTo(key.presented().id().toString()));
    }

    private static String embedding() {
        return "{\"model\":\"all-minilm-l6-v2\",\"input\":\"text\"}";
    }

    private static Response batch(ApiKey key) {
        var one = new JsonObject().put("body", request("default", Api.id(), "json"));
        return key.asked()
                .urlEncodingEnabled(false)
                .body(new JsonObject()
                        .put("requests", new JsonArray().add(one).add(one))
                        .encode())
                .post(Api.CHAT + ":batch");
    }

    private static Response chat(ApiKey key) {
        return chat(key, request("default", UUID.randomUUID().toString(), "json"));
    }

    private static Response chat(ApiKey key, JsonObject body) {
        return key.asked().body(body.encode()).post(Api.CHAT);
    }
}

package io.focusforge.ai.guard;

import static io.focusforge.ai.testing.Api.calls;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

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
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that allows some models asks for others. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class AllowedModelsTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chat/completions | {\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "chat/completions | {\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true}",
                "completions      | {\"prompt\":\"x\"}",
                "responses        | {\"input\":\"x\"}",
                "responses        | {\"input\":\"x\",\"stream\":true}",
                "embeddings       | {\"input\":\"x\"}",
            })
    void refusesAnotherModelAndChargesNothing(String endpoint, String body) {
        for (var model : new String[] {"default", "gpt-test", "embed-test", "all-minilm-l6-v2", "no-such-model"}) {
            var asked = new JsonObject(body).put("model", model).put("x_id", id);
            refused(only("beta/*").body(asked.encode()).post("/v1/" + endpoint), model);
        }
        assertThat(calls(id).getInteger("count")).isZero();
        api.usage("").then().body("items", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-test", "gpt-*", "*"})
    void answersForAModelThatIsAllowed(String allowed) {
        ask(allowed, Api.request("gpt-test", id, "json")).statusCode(200);
    }

    @Test
    void anAliasThatIsAllowedReachesItsTargetsAndTheyAreNotAllowedByIt() {
        ask("smart", Api.request("smart", id, "500", "json")).statusCode(200).header("x-focusforge-provider", "beta");
        refused(only("smart").body(Api.request("gpt-test", id, "json").encode()).post(Api.CHAT), "gpt-test");
        refused(only("gpt-test").body(Api.request("smart", id, "json").encode()).post(Api.CHAT), "smart");
        refused(
                only("gpt-test")
                        .body(Api.request("alpha/gpt-test", id, "json").encode())
                        .post(Api.CHAT),
                "alpha/gpt-test");
    }

    @Test
    void givesNoAnswerOfTheCacheOrOfAnIdempotencyKeyForAnotherModel() {
        var body = Api.request("gpt-test", id, "json").put("cache", true).encode();
        only("*").header("Idempotency-Key", id).body(body).post(Api.CHAT).then().statusCode(200);
        only("*").body(body).post(Api.CHAT).then().header("x-focusforge-cache", "hit");

        refused(only("beta-model").body(body).post(Api.CHAT), "gpt-test");
        refused(only("beta-model").header("Idempotency-Key", id).body(body).post(Api.CHAT), "gpt-test");
    }

    @Test
    void refusesWithinABatchThoseRequestsOnly() {
        var requests = new JsonArray()
                .add(new JsonObject().put("body", Api.request("gpt-test", id, "json")))
                .add(new JsonObject().put("body", Api.request("beta-model", id, "json")));
        only("gpt-test")
                .urlEncodingEnabled(false)
                .body(new JsonObject().put("requests", requests).encode())
                .post("/v1/chat/completions:batch")
                .then()
                .statusCode(200)
                .body("data[0].response.status_code", equalTo(200))
                .body("data[1].response.status_code", equalTo(403))
                .body("data[1].response.body.error.code", equalTo("model_not_allowed"));
    }

    @Test
    void listsWhatIsAllowedOnly() {
        only("smart", "gpt-*").get("/v1/models").then().statusCode(200).body("data.id", contains("gpt-test", "smart"));
        only("smart").get("/v1/models/smart").then().statusCode(200);
        refused(only("smart").get("/v1/models/gpt-test"), "gpt-test");
        refused(only("smart").get("/v1/models/no-such-model"), "no-such-model");
    }

    private ValidatableResponse ask(String allowed, JsonObject body) {
        return only(allowed).body(body.encode()).post(Api.CHAT).then();
    }

    private RequestSpecification only(String... models) {
        var token =
                TestTokens.bearerWithModels(api.tenant(), api.user(), String.join(" ", models), Scopes.MODELS_WRITE);
        return given().header("Authorization", token).contentType(ContentType.JSON);
    }

    private static void refused(Response answer, String model) {
        answer.then()
                .statusCode(403)
                .contentType("application/json")
                .body("error.code", equalTo("model_not_allowed"))
                .body("error.type", equalTo("permission_error"))
                .body("error.message", containsString("'" + model + "'"));
    }
}

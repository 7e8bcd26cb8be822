package io.focusforge.ai.guard;

import static io.focusforge.ai.testing.Api.calls;

import io.focusforge.ai.testing.Api;
import io.focusforge.common.identity.Scopes;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A tenant with guardrails of its own. @param id by which the fake provider knows what was asked */
record Guarded(Api api, String id) {
    static final String PATH = "/api/v1/guardrails";
    static final String SAID = "Write to ada@example.com or +49 30 1234567.";

    Guarded() {
        this(new Api(), Api.id());
    }

    static JsonObject message(String role, Object content) {
        return new JsonObject().put("role", role).put("content", content);
    }

    JsonObject request(String behaviour) {
        return Api.request("default", id, behaviour);
    }

    /** A request in which the user says what holds an address and a number. */
    JsonObject saying(String behaviour) {
        return request(behaviour).put("messages", new JsonArray().add(message("user", SAID)));
    }

    ValidatableResponse post(String path, JsonObject body) {
        return api.with(Scopes.MODELS_WRITE)
                .body(body.encode())
                .post(path)
                .then()
                .statusCode(200);
    }

    ValidatableResponse set(String body) {
        return api.with(Scopes.MODELS_ADMIN).body(body).put(PATH).then();
    }

    ValidatableResponse settings() {
        return api.with(Scopes.MODELS_ADMIN).get(PATH).then().statusCode(200);
    }

    /** The body that the provider got last. */
    String received() {
        return calls(id).getString("body");
    }
}

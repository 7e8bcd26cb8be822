package io.focusforge.ai.testing;

import static io.restassured.RestAssured.given;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/** A client of the service as a new user of a new tenant, and what it asks for. */
public final class Api {
    public static final String CHAT = "/v1/chat/completions";

    private final UUID tenant = UUID.randomUUID();
    private final UUID user = UUID.randomUUID();
    private final Map<List<String>, String> bearers = new ConcurrentHashMap<>();

    public UUID tenant() {
        return tenant;
    }

    public UUID user() {
        return user;
    }

    /** Of a token that the service has seen before, as it has seen those of a gateway. */
    public String bearer(String... scopes) {
        return bearers.computeIfAbsent(List.of(scopes), unseen -> {
            var bearer = TestTokens.bearer(tenant, user, scopes);
            given().header("Authorization", bearer).get("/v1/models");
            return bearer;
        });
    }

    public RequestSpecification with(String... scopes) {
        return given().header("Authorization", bearer(scopes)).contentType(ContentType.JSON);
    }

    public Response chat(JsonObject body) {
        return with(Scopes.MODELS_WRITE).body(body.encode()).post(CHAT);
    }

    public Response usage(String query) {
        return with(Scopes.USAGE_READ).get("/api/v1/usage" + query);
    }

    /** From now on what providers say of this tenant's calls is in the log. */
    public void wantsItsTextsToBeSeen() {
        with(Scopes.MODELS_ADMIN)
                .body("{\"content\": \"all\"}")
                .put("/api/v1/observability")
                .then()
                .statusCode(200);
    }

    /** A request for which the fake provider does what the script says. */
    public static JsonObject request(String model, String id, String... script) {
        return new JsonObject()
                .put("model", model)
                .put(
                        "messages",
                        new JsonArray().add(new JsonObject().put("role", "user").put("content", "2 + 2?")))
                .put("x_id", id)
                .put("x_script", new JsonArray(List.of(script)));
    }

    public static String id() {
        return UUID.randomUUID().toString();
    }

    /** What the fake provider saw of the calls with this id. */
    public static JsonObject calls(String id) {
        var url = ConfigProvider.getConfig().getValue(FakeProviders.URL, String.class);
        return new JsonObject(given().get(url + "/calls/" + id).asString());
    }
}

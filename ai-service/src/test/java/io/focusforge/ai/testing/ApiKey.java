package io.focusforge.ai.testing;

import static io.restassured.RestAssured.given;

import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.local.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** A key of a new user of a new tenant, which the fake gateway knows. */
public record ApiKey(PresentedKey presented, UUID tenant, UUID user) {
    /** Long enough for a test, short enough to see it forgotten. */
    private static final int REMEMBERED_MILLIS = 1000;

    public static ApiKey of(int requestsPerMinute, String... scopes) {
        var key = new ApiKey(PresentedKey.generate(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID());
        key.isAnswered(key.told(requestsPerMinute, scopes));
        return key;
    }

    /** One that was never made. */
    public static ApiKey unknown() {
        return new ApiKey(PresentedKey.generate(UUID.randomUUID()), UUID.randomUUID(), UUID.randomUUID());
    }

    /** The gateway answers so from now on. */
    public void isAnswered(JsonObject answer) {
        var gateway = ConfigProvider.getConfig().getValue("focusforge.services.gateway.url", String.class);
        given().contentType(ContentType.JSON)
                .body(answer.encode())
                .put(gateway + "/keys/" + presented.id())
                .then()
                .statusCode(200);
    }

    /** The key was revoked. */
    public void isRevoked() {
        isAnswered(new JsonObject()
                .put("code", "api_key_revoked")
                .put("detail", "This API key was revoked")
                .put("rememberMillis", REMEMBERED_MILLIS));
    }

    public RequestSpecification asked() {
        return given().header("Authorization", "Bearer " + presented.text()).contentType(ContentType.JSON);
    }

    /** What the gateway says of a good key. */
    public JsonObject told(int requestsPerMinute, String... scopes) {
        var token = TestTokens.bearerWithKey(tenant, user, presented.id(), scopes);
        return new JsonObject()
                .put("token", token.substring("Bearer ".length()))
                .put("requestsPerMinute", requestsPerMinute)
                .put("rememberMillis", REMEMBERED_MILLIS);
    }
}

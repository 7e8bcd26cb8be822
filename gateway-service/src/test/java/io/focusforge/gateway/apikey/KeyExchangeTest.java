package io.focusforge.gateway.apikey;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.identity.Scopes;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a service is told of the keys that it is shown, and nobody else. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class KeyExchangeTest {
    private static final String EXCHANGE = "/internal/keys/exchange";

    @Test
    void aKeyIsExchangedForItsCaller() {
        var created = Keys.create(Map.of("scopes", new String[] {Scopes.MODELS_WRITE}, "requestsPerMinute", 17));
        var token = exchange(created.getString("key"))
                .body("requestsPerMinute", equalTo(17))
                .body("expiresAt", nullValue())
                .body("code", nullValue())
                .body("rememberMillis", equalTo(1000))
                .extract()
                .<String>path("token");
        var claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims)
                .contains(created.getString("tenantId"), created.getString("userId"), created.getString("id"))
                .contains("models:read")
                .doesNotContain("uncounted");
    }

    @Test
    void aWrongSecretIsAsUnknownAsAKeyThatNeverWas() {
        var key = PresentedKey.parse(Keys.with(Scopes.MODELS_WRITE)).orElseThrow();
        refuses(PresentedKey.generate(key.id()).text(), "api_key_invalid");
        refuses(PresentedKey.generate(UUID.randomUUID()).text(), "api_key_invalid");
    }

    @Test
    void aRevocationIsToldAtOnceThoughTheDoorStillRemembersTheKey() {
        var created = Keys.create(Map.of("scopes", new String[] {Scopes.MODELS_WRITE}));
        exchange(created.getString("key")).body("code", nullValue());
        asAdmin().delete("/api/v1/api-keys/" + created.getString("id")).then().statusCode(204);
        refuses(created.getString("key"), "api_key_revoked");
    }

    @Test
    void whoHasNoTokenOfAServiceFindsNothingHere() {
        given().contentType(ContentType.JSON).body("{}").post(EXCHANGE).then().statusCode(404);
        as(Keys.admin())
                .contentType(ContentType.JSON)
                .body("{}")
                .post(EXCHANGE)
                .then()
                .statusCode(404);
        given().header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")
                .contentType(ContentType.JSON)
                .body("{}")
                .post(EXCHANGE)
                .then()
                .statusCode(401);
        bearing(Scopes.MODELS_ADMIN).body("{}").post(EXCHANGE).then().statusCode(403);
        bearing(Scopes.INTERNAL).post("/internal/keys").then().statusCode(404);
    }

    private static void refuses(String key, String code) {
        exchange(key).body("code", equalTo(code)).body("token", nullValue());
    }

    private static ValidatableResponse exchange(String text) {
        var key = PresentedKey.parse(text).orElseThrow().hashed();
        var body = Map.of(
                "id",
                key.id(),
                "secretHash",
                Base64.getEncoder().encodeToString(key.hash().bytes()));
        return bearing(Scopes.INTERNAL).body(body).post(EXCHANGE).then().statusCode(200);
    }

    private static RequestSpecification bearing(String scope) {
        var nobody = new UUID(0, 0);
        return given().header("Authorization", TestTokens.bearerFrom("ai", nobody, nobody, scope))
                .contentType(ContentType.JSON);
    }
}

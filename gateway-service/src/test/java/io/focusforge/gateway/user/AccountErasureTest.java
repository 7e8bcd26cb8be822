package io.focusforge.gateway.user;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.identity.Scopes;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of somebody's account when the person is erased: nothing. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class AccountErasureTest {
    private static String user(String name) {
        return asAdmin()
                .header("Idempotency-Key", UUID.randomUUID())
                .body(Map.of("name", name + " " + UUID.randomUUID(), "email", "somebody@example.org"))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse forget(UUID tenant, String user) {
        return given().header("Authorization", TestTokens.bearerFrom("memory", tenant, new UUID(0, 0), Scopes.INTERNAL))
                .post("/internal/subjects/" + user + "/erasure")
                .then();
    }

    @Test
    void goesWithAllKeysWhichAreRefusedAtOnce() {
        var user = user("leaving");
        var staying = user("staying");
        var scopes = new String[] {Scopes.USERS_ADMIN};
        var keys = List.of(
                Keys.create(Map.of("scopes", scopes, "userId", user)),
                Keys.create(Map.of("scopes", scopes, "userId", user)));
        var other = Keys.create(Map.of("scopes", scopes, "userId", staying));
        var tenant = UUID.fromString(other.getString("tenantId"));
        keys.forEach(key -> as(key.getString("key")).get("/api/v1/users").then().statusCode(200));

        forget(tenant, user)
                .statusCode(200)
                .body("erased.'api-keys'", equalTo(2))
                .body("erased.users", equalTo(1))
                .body("more", equalTo(false));

        keys.forEach(key -> {
            as(key.getString("key"))
                    .get("/api/v1/users")
                    .then()
                    .statusCode(401)
                    .body("code", equalTo("api_key_invalid"));
            asAdmin().get("/api/v1/api-keys/" + key.getString("id")).then().statusCode(404);
        });
        asAdmin().get("/api/v1/users/" + user).then().statusCode(404);
        asAdmin()
                .body(Map.of("name", "again", "scopes", scopes, "userId", user))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(404);
        as(other.getString("key")).get("/api/v1/users/" + staying).then().statusCode(200);
        forget(tenant, user).statusCode(200).body("erased.users", equalTo(0));
    }

    @Test
    void isNotTheOneOfAnotherTenant() {
        var user = user("elsewhere");
        forget(UUID.randomUUID(), user).statusCode(200).body("erased.users", equalTo(0));
        asAdmin().get("/api/v1/users/" + user).then().statusCode(200);
    }

    @Test
    void isErasedByTheSuiteOnly() {
        var path = "/internal/subjects/" + user("safe") + "/erasure";
        given().post(path).then().statusCode(404);
        asAdmin().post(path).then().statusCode(404);
        given().header("Authorization", TestTokens.bearer(UUID.randomUUID(), UUID.randomUUID(), Scopes.USERS_ADMIN))
                .post(path)
                .then()
                .statusCode(403);
    }
}

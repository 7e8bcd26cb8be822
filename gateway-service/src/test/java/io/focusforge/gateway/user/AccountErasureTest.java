package io.focusforge.gateway.user;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is left of somebody's account when the person is erased: nothing. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class AccountErasureTest {
    @Inject
    TenantDatabase database;

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
    void leavesKeysThatReadTheReceiptForAWhileAndNothingElse() {
        var scopes = new String[] {Scopes.USERS_ADMIN, Scopes.MEMORIES_WRITE};
        var user = user("curious");
        var key = Keys.create(Map.of("scopes", scopes, "userId", user));
        var revoked = Keys.create(Map.of("scopes", scopes, "userId", user));
        asAdmin().delete("/api/v1/api-keys/" + revoked.getString("id")).then().statusCode(204);
        var tenant = UUID.fromString(key.getString("tenantId"));
        forget(tenant, user).statusCode(200).body("erased.'api-keys'", equalTo(2));
        var receipt = "/api/v1/erasures/" + UUID.randomUUID();

        // memory-service is not there: this is as far as the gateway lets anybody through
        as(key.getString("key")).get(receipt).then().statusCode(503);
        as(key.getString("key")).delete(receipt).then().statusCode(401).body("code", equalTo("api_key_invalid"));
        as(key.getString("key")).get("/api/v1/memories").then().statusCode(401);
        as(key.getString("key")).delete("/api/v1/subjects/" + user).then().statusCode(401);
        as(key.getString("key") + "x").get(receipt).then().statusCode(401);
        as(revoked.getString("key")).get(receipt).then().statusCode(401);

        var id = UUID.fromString(key.getString("id"));
        database.inTransaction(tenant, connection -> connection
                .preparedQuery("""
                        WITH old AS (DELETE FROM departed_keys WHERE tenant_id = $1 AND id = $2 RETURNING *)
                        INSERT INTO departed_keys SELECT tenant_id, id, user_id, secret_hash, now() - interval '1 second' FROM old""")
                .execute(Tuple.of(tenant, id))
                .await()
                .atMost(Duration.ofSeconds(30)));
        await().untilAsserted(() -> as(key.getString("key")).get(receipt).then().statusCode(401));
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

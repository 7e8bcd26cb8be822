package io.focusforge.gateway.apikey;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.focusforge.common.apikey.PresentedKey;
import io.focusforge.common.identity.TokenMinter;
import io.focusforge.gateway.testing.Fake;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

/** Keys that open nothing, or no longer. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ApiKeyRefusalTest {
    private static final String ECHO = "/api/v1/tasks/echo";

    @Inject
    ApiKeyStore store;

    @Inject
    TokenMinter minter;

    @Inject
    ApiKeyConfig config;

    @Inject
    @VirtualThreads
    ExecutorService threads;

    @Test
    void refusesARequestWithoutAKey() {
        var before = new Fake("orchestrator").requests();
        given().get(ECHO)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", equalTo("unauthenticated"))
                .body("detail", containsString("Authorization: Bearer"));
        given().header("Authorization", "Basic eDp5")
                .get("/api/v1/tenants")
                .then()
                .statusCode(401)
                .body("code", equalTo("unauthenticated"));
        assertThat(new Fake("orchestrator").requests()).isEqualTo(before);
    }

    @Test
    void refusesUnknownKeysAndWrongSecrets() {
        var key = Keys.with("tasks:read");
        var swapped = key.endsWith("a") ? "b" : "a";
        as("nonsense").get(ECHO).then().statusCode(401).body("code", equalTo("api_key_invalid"));
        as(key.substring(0, key.length() - 1) + swapped)
                .get(ECHO)
                .then()
                .statusCode(401)
                .body("code", equalTo("api_key_invalid"))
                .body("detail", containsString("copied whole"));
        as(PresentedKey.generate(UUID.randomUUID()).text())
                .get(ECHO)
                .then()
                .statusCode(401)
                .body("code", equalTo("api_key_invalid"));
    }

    @Test
    void refusesARevokedKeyAtOnce() {
        var created = Keys.create(Map.of("scopes", List.of("tasks:read")));
        var key = created.getString("key");
        as(key).get(ECHO).then().statusCode(200);

        asAdmin().delete("/api/v1/api-keys/" + created.getString("id")).then().statusCode(204);

        as(key).get(ECHO)
                .then()
                .statusCode(401)
                .body("code", equalTo("api_key_revoked"))
                .body("detail", containsString("administrator"));
        asAdmin().delete("/api/v1/api-keys/" + created.getString("id")).then().statusCode(204);
        asAdmin().get("/api/v1/api-keys/" + created.getString("id")).then().body("revokedAt", notNullValue());
    }

    @Test
    void aRevocationReachesOtherReplicasWithinTheCacheTime() {
        var otherReplica = new KeyRing(store, minter, config, threads);
        var created = Keys.create(Map.of("scopes", List.of("tasks:read")));
        var id = UUID.fromString(created.getString("id"));
        assertThat(otherReplica.find(id).join().orElseThrow().stored().key().isRevoked())
                .isFalse();

        asAdmin().delete("/api/v1/api-keys/" + id).then().statusCode(204);

        await().atMost(Duration.ofSeconds(30)).until(() -> otherReplica
                .find(id)
                .join()
                .orElseThrow()
                .stored()
                .key()
                .isRevoked());
    }

    @Test
    void refusesAKeyThatHasExpired() {
        var key = Keys.create(Map.of(
                        "scopes",
                        List.of("tasks:read"),
                        "expiresAt",
                        Instant.now().plusMillis(1500).toString()))
                .getString("key");
        await().atMost(Duration.ofSeconds(30)).until(() -> as(key).get(ECHO).statusCode() == 401);
        as(key).get(ECHO).then().body("code", equalTo("api_key_expired")).body("detail", containsString("expired at"));
    }
}

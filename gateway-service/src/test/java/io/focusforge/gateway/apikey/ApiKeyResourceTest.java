package io.focusforge.gateway.apikey;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.common.apikey.SecretHash;
import io.focusforge.common.identity.Scopes;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ApiKeyResourceTest {
    private static final String ECHO = "/api/v1/tasks/echo";

    @Inject
    ApiKeyStore store;

    @Test
    void showsTheSecretOnceAndKeepsOnlyItsHash() {
        var created = Keys.create(Map.of("scopes", List.of("tasks:read"), "requestsPerMinute", 7));
        var id = created.getString("id");
        var key = created.getString("key");

        assertThat(key).matches("ff_[0-9a-f]{32}_[0-9A-Za-z]{43}");
        asAdmin()
                .get("/api/v1/api-keys/" + id)
                .then()
                .statusCode(200)
                .body("key", nullValue())
                .body("requestsPerMinute", equalTo(7))
                .body("scopes", equalTo(List.of("tasks:read")));
        asAdmin().get("/api/v1/api-keys?limit=200").then().statusCode(200).body("items.key", not(hasItem(key)));
        assertThat(store.lookUp(UUID.fromString(id)).orElseThrow().hash()).isEqualTo(SecretHash.of(key.split("_")[2]));
        as(key).get(ECHO).then().statusCode(200);
    }

    @Test
    void givesNoScopeThatTheMakerLacks() {
        var maker = Keys.with("keys:admin", "tasks:read");
        as(maker)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "more", "scopes", List.of("tasks:read", "jobs:write")))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"))
                .body("detail", containsString("jobs:write"));
        as(maker)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "less", "scopes", List.of("tasks:read")))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .header("Location", matchesPattern("/api/v1/api-keys/[0-9a-f-]{36}"));
        asAdmin()
                .body(Map.of("name", "x", "scopes", List.of(Scopes.INTERNAL)))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"));
    }

    @Test
    void refusesWhoLacksTheScope() {
        as(Keys.with("tasks:write"))
                .get("/api/v1/api-keys")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"x\", \"colour\": 1} | 400 | unknown_field | colour",
                "{\"name\": 5} | 400 | invalid_type | string",
                "{\"name\": \"x\", \"expiresAt\": \"tomorrow\"} | 400 | invalid_type | instant",
                "{\"name\": \"x\", \"expiresAt\": \"2020-01-01T00:00:00Z\"} | 400 | invalid_request | future",
                "{\"name\": \"x\", \"requestsPerMinute\": 0} | 400 | invalid_request | requestsPerMinute",
                "{\"name\": \"x\", \"requestsPerMinute\": \"many\"} | 400 | invalid_type | integer",
                "{\"name\": \"x\", \"scopes\": [\"tasks\"]} | 400 | invalid_request | tasks:write",
                "{\"scopes\": [\"tasks:read\"]} | 400 | invalid_request | name",
                "{\"name\": \"x\", \"userId\": \"0193a5c0-d1e2-7abc-8def-0123456789ab\"} | 404 | not_found | user",
                "{\"name\": \"x\" | 400 | invalid_json | JSON"
            })
    void saysWhatIsWrongWithABodyAndStoresNothing(String body, int status, String code, String detail) {
        var before = keyCount();
        asAdmin()
                .body(body)
                .post("/api/v1/api-keys")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", containsString(detail));
        assertThat(keyCount()).isEqualTo(before);
    }

    @Test
    void refusesAnotherContentType() {
        as(Keys.admin())
                .contentType("text/plain")
                .body("x")
                .post("/api/v1/api-keys")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported_media_type"));
    }

    @Test
    void hidesKeysOfOtherTenants() {
        var stranger = Keys.ofAnotherTenant("keys:admin", "users:admin");
        var id = Keys.create(Map.of("scopes", List.of("tasks:read"))).getString("id");

        as(stranger).get("/api/v1/api-keys/" + id).then().statusCode(404).body("code", equalTo("not_found"));
        as(stranger).delete("/api/v1/api-keys/" + id).then().statusCode(404).body("code", equalTo("not_found"));
        as(stranger).get("/api/v1/api-keys").then().statusCode(200).body("items.id", not(hasItem(id)));
        as(stranger)
                .delete("/api/v1/api-keys/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        as(stranger).get("/api/v1/api-keys/nonsense").then().statusCode(404).body("code", equalTo("not_found"));
        asAdmin().get("/api/v1/api-keys/" + id).then().body("revokedAt", nullValue());
    }

    @Test
    void repeatsACreationWithoutTheSecret() {
        var key = UUID.randomUUID().toString();
        var body = Map.of("name", "once", "scopes", List.of("tasks:read"));
        var first = asAdmin().header("Idempotency-Key", key).body(body).post("/api/v1/api-keys");
        var before = keyCount();
        var again = asAdmin().header("Idempotency-Key", key).body(body).post("/api/v1/api-keys");

        again.then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .header("Location", first.header("Location"))
                .body("id", equalTo(first.path("id")))
                .body("key", nullValue());
        assertThat(keyCount()).isEqualTo(before);
        asAdmin()
                .header("Idempotency-Key", key)
                .body(Map.of("name", "other"))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency_key_reused"));
    }

    @Test
    void givesUsersScopesUnlessToldOtherwise() {
        assertThat(Keys.create(Map.of()).getList("scopes")).hasSameElementsAs(Scopes.USER);
    }

    @Test
    void listsInPages() {
        var stranger = Keys.ofAnotherTenant("keys:admin", "tasks:read");
        for (var i = 0; i < 2; i++) {
            as(stranger)
                    .contentType(ContentType.JSON)
                    .body(Map.of("name", "k" + i, "scopes", List.of("tasks:read")))
                    .post("/api/v1/api-keys")
                    .then()
                    .statusCode(201);
        }
        var first = as(stranger).get("/api/v1/api-keys?limit=2").then().statusCode(200);
        var cursor = first.extract().<String>path("nextCursor");
        as(stranger)
                .get("/api/v1/api-keys?limit=2&cursor=" + cursor)
                .then()
                .body("items.name", equalTo(List.of("k1")))
                .body("nextCursor", nullValue());
        as(stranger).get("/api/v1/api-keys?cursor=x").then().statusCode(400).body("code", equalTo("invalid_cursor"));
        as(stranger).get("/api/v1/api-keys?limit=x").then().statusCode(400).body("code", equalTo("invalid_request"));
        as(stranger)
                .get("/api/v1/api-keys?cursor=" + "AAAAAAAAAAAAAAAAAAAAAA&limit=1")
                .then()
                .body("items", not(empty()));
    }

    private static int keyCount() {
        return asAdmin()
                .get("/api/v1/api-keys?limit=200")
                .jsonPath()
                .getList("items")
                .size();
    }
}

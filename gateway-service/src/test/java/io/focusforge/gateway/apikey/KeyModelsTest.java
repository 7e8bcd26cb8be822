package io.focusforge.gateway.apikey;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class KeyModelsTest {
    private static final String KEYS = "/api/v1/api-keys/";

    @Test
    void showsTheModelsOfAKeyAndTellsTheServices() {
        var created = Keys.create(Map.of("models", List.of("small-*", "fast")));
        assertThat(created.getList("models")).isEqualTo(List.of("fast", "small-*"));
        asAdmin().get(KEYS + created.getString("id")).then().body("models", equalTo(List.of("fast", "small-*")));
        assertThat(told(created.getString("key"))).isEqualTo("fast small-*");
    }

    @Test
    void aKeyMayUseAllModelsUnlessToldOtherwise() {
        var created = Keys.create(Map.of());
        assertThat(created.getMap("")).doesNotContainKey("models");
        assertThat(told(created.getString("key"))).isNull();
    }

    @Test
    void theNextRequestKnowsOfAChange() {
        var created = Keys.create(Map.of("models", List.of("small")));
        var key = created.getString("key");
        var path = KEYS + created.getString("id") + "/models";
        assertThat(told(key)).isEqualTo("small");

        put(Keys.admin(), path, List.of("large")).then().statusCode(200).body("models", equalTo(List.of("large")));
        assertThat(told(key)).isEqualTo("large");

        asAdmin().delete(path).then().statusCode(200).body("models", nullValue());
        assertThat(told(key)).isNull();
    }

    @Test
    void givesNoModelThatTheMakerMayNotUse() {
        var maker = Keys.create(Map.of("scopes", List.of("keys:admin"), "models", List.of("small-*")));
        var key = maker.getString("key");
        create(key, Map.of("name", "x", "scopes", List.of("keys:admin"), "models", List.of("large")))
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        create(key, Map.of("name", "x", "scopes", List.of("keys:admin")))
                .then()
                .statusCode(201)
                .body("models", equalTo(List.of("small-*")));
        create(key, Map.of("name", "x", "scopes", List.of("keys:admin"), "models", List.of("small-2")))
                .then()
                .statusCode(201);
        var own = KEYS + maker.getString("id") + "/models";
        put(key, own, List.of("small-*", "large")).then().statusCode(403);
        as(key).delete(own).then().statusCode(200).body("models", equalTo(List.of("small-*")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a*b", "é"})
    void refusesWhatIsNoName(String name) {
        create(Keys.admin(), Map.of("name", "x", "models", List.of(name)))
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo("models"));
    }

    @Test
    void refusesNoneAndTooMany() {
        create(Keys.admin(), Map.of("name", "x", "models", List.of())).then().statusCode(400);
        create(Keys.admin(), Map.of("name", "x", "models", many())).then().statusCode(400);
        var path = KEYS + Keys.create(Map.of()).getString("id") + "/models";
        put(Keys.admin(), path, List.of()).then().statusCode(400);
        asAdmin().body("{}").put(path).then().statusCode(400);
        asAdmin().body("{\"models\":null}").put(path).then().statusCode(400);
    }

    @Test
    void hidesKeysOfOtherTenants() {
        var stranger = Keys.ofAnotherTenant("keys:admin");
        var path = KEYS + Keys.create(Map.of()).getString("id") + "/models";
        put(stranger, path, List.of("small")).then().statusCode(404).body("code", equalTo("not_found"));
        as(stranger).delete(path).then().statusCode(404).body("code", equalTo("not_found"));
    }

    private static List<String> many() {
        return IntStream.range(0, 21).mapToObj(i -> "m" + i).toList();
    }

    private static Response create(String key, Map<String, Object> body) {
        return as(key).contentType(ContentType.JSON).body(body).post("/api/v1/api-keys");
    }

    private static Response put(String key, String path, List<String> models) {
        return as(key).contentType(ContentType.JSON)
                .body(Map.of("models", models))
                .put(path);
    }

    /** What the token says that a service gets for a request with this key. */
    private static String told(String key) {
        var token = as(key).get("/api/v1/tasks/echo").jsonPath().getString("headers.authorization");
        var claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new JsonObject(new String(claims, StandardCharsets.UTF_8)).getString("models");
    }
}

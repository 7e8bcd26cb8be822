package io.focusforge.gateway.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** Keys to call the gateway with. */
public final class Keys {
    private Keys() {}

    /** The first key of the installation. */
    public static String admin() {
        try {
            var file = ConfigProvider.getConfig().getValue("focusforge.bootstrap.key-file", String.class);
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    public static RequestSpecification asAdmin() {
        return as(admin()).contentType(ContentType.JSON);
    }

    public static JsonPath create(Map<String, Object> fields) {
        var body = new HashMap<String, Object>(Map.of("name", "test"));
        body.putAll(fields);
        return asAdmin()
                .body(body)
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    /** A key with these scopes, of the first user. */
    public static String with(String... scopes) {
        return create(Map.of("scopes", scopes)).getString("key");
    }

    /** A key of a new user of a new tenant. */
    public static String ofAnotherTenant(String... scopes) {
        var tenant = asAdmin()
                .body(Map.of("name", "tenant " + UUID.randomUUID()))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var user = asAdmin()
                .body(Map.of("name", "somebody", "tenantId", tenant))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        return create(Map.of("scopes", scopes, "tenantId", tenant, "userId", user))
                .getString("key");
    }
}

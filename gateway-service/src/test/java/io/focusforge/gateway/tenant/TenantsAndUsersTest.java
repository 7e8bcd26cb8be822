package io.focusforge.gateway.tenant;

import static io.focusforge.gateway.testing.Keys.as;
import static io.focusforge.gateway.testing.Keys.asAdmin;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class TenantsAndUsersTest {
    @Test
    void operatorsMakeTenantsAndUsersInThem() {
        var name = "tenant " + UUID.randomUUID();
        var tenant = asAdmin()
                .body(Map.of("name", name))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        asAdmin().get("/api/v1/tenants/" + tenant).then().statusCode(200).body("name", equalTo(name));
        asAdmin().get("/api/v1/tenants?limit=200").then().body("items.name", hasItem(name));
        asAdmin()
                .body(Map.of("name", name))
                .post("/api/v1/tenants")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));

        var user = asAdmin()
                .body(Map.of("name", "ada", "email", "ada@example.org", "tenantId", tenant))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        asAdmin()
                .get("/api/v1/users/" + user + "?tenantId=" + tenant)
                .then()
                .statusCode(200)
                .body("email", equalTo("ada@example.org"));
        asAdmin().get("/api/v1/users/" + user).then().statusCode(404).body("code", equalTo("not_found"));
        asAdmin().get("/api/v1/users").then().body("items.id", not(hasItem(user)));
    }

    @Test
    void administratorsOfATenantStayInIt() {
        var stranger = Keys.ofAnotherTenant("users:admin", "keys:admin");
        var own = asAdmin().get("/api/v1/users").jsonPath().getString("items[0].tenantId");

        as(stranger).get("/api/v1/tenants").then().statusCode(403).body("code", equalTo("forbidden"));
        as(stranger).get("/api/v1/users?tenantId=" + own).then().statusCode(404).body("code", equalTo("not_found"));
        as(stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "spy", "tenantId", own))
                .post("/api/v1/users")
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        asAdmin().get("/api/v1/users?limit=200").then().body("items.name", not(hasItem("spy")));
        as(stranger)
                .contentType(ContentType.JSON)
                .body(Map.of("name", "colleague"))
                .post("/api/v1/users")
                .then()
                .statusCode(201);
        as(stranger).get("/api/v1/users").then().body("items.name", hasItem("colleague"));
    }

    @Test
    void saysWhatIsWrong() {
        asAdmin()
                .body(Map.of("name", " "))
                .post("/api/v1/tenants")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid_request"))
                .body("violations[0].field", equalTo("name"));
        asAdmin()
                .body(Map.of("name", "x", "email", "nowhere"))
                .post("/api/v1/users")
                .then()
                .statusCode(400)
                .body("violations[0].field", equalTo("email"));
        asAdmin()
                .body(Map.of("name", "x", "tenantId", UUID.randomUUID()))
                .post("/api/v1/users")
                .then()
                .statusCode(404)
                .body("detail", containsString("tenant"));
        asAdmin()
                .get("/api/v1/tenants/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("not_found"));
        asAdmin().put("/api/v1/tenants").then().statusCode(405).body("code", equalTo("method_not_allowed"));
        asAdmin().get("/api/v1/tenants/a/b").then().statusCode(404).body("code", equalTo("route_not_found"));
    }

    @Test
    void makesATenantOncePerIdempotencyKey() {
        var key = UUID.randomUUID().toString();
        var body = Map.of("name", "tenant " + key);
        var first = asAdmin().header("Idempotency-Key", key).body(body).post("/api/v1/tenants");
        first.then().statusCode(201);
        asAdmin()
                .header("Idempotency-Key", key)
                .body(body)
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .header("Idempotency-Replayed", "true")
                .body(equalTo(first.asString()));
    }
}

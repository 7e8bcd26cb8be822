package io.focusforge.worker.testing;

import static io.restassured.RestAssured.given;

import io.focusforge.local.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Somebody who runs the installation, and looks at the jobs of a tenant. */
public record Operator(UUID tenant) {
    public static Operator of(Jobs jobs) {
        return new Operator(jobs.tenant());
    }

    public RequestSpecification request() {
        var token = TestTokens.bearer(tenant, UUID.randomUUID(), "tenants:admin", "jobs:admin", "jobs:write");
        return given().header("Authorization", token).contentType("application/json");
    }

    public JsonPath pause(String queue) {
        return post(queue, "pause");
    }

    public JsonPath resume(String queue) {
        return post(queue, "resume");
    }

    public JsonPath queue(String queue) {
        return get("/api/v1/queues/" + queue);
    }

    public JsonPath stats(String queue) {
        return get("/api/v1/queues/" + queue + "/stats");
    }

    private JsonPath get(String path) {
        return request().get(path).then().statusCode(200).extract().jsonPath();
    }

    private JsonPath post(String queue, String action) {
        return request()
                .post("/api/v1/queues/" + queue + "/" + action)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}

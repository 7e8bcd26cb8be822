package io.focusforge.worker.testing;

import static io.restassured.RestAssured.given;

import io.focusforge.local.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The jobs API, as a fresh user of a fresh tenant sees it. */
public record Jobs(UUID tenant, UUID user) {
    public static Jobs ofSomebody() {
        return new Jobs(UUID.randomUUID(), UUID.randomUUID());
    }

    public RequestSpecification request() {
        return given().header("Authorization", TestTokens.bearer(tenant, user, "jobs:write"))
                .contentType("application/json");
    }

    public Response post(Object body) {
        return request().body(body).post("/api/v1/jobs");
    }

    public UUID accepted(Object body) {
        return UUID.fromString(post(body).then().statusCode(202).extract().path("id"));
    }

    public UUID scripted(String... steps) {
        return accepted(Map.of("type", "test.scripted", "payload", Map.of("steps", List.of(steps))));
    }

    public JsonPath get(UUID id) {
        return request()
                .get("/api/v1/jobs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public JsonPath await(UUID id, String state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(id).getString("state").equals(state));
        return get(id);
    }

    public int count() {
        return request()
                .get("/api/v1/jobs?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }

    public int count(String state) {
        return request()
                .get("/api/v1/jobs?limit=200&state=" + state)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }
}

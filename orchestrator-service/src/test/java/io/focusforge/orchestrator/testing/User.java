package io.focusforge.orchestrator.testing;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.task.TaskKey;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** Somebody with tasks, in a tenant that no other test knows. */
public record User(UUID tenant, UUID id) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static User fresh() {
        return new User(UUID.randomUUID(), UUID.randomUUID());
    }

    public User colleague() {
        return new User(tenant, UUID.randomUUID());
    }

    public TaskKey key(JsonNode task) {
        return new TaskKey(tenant, id, UUID.fromString(task.path("id").asText()));
    }

    public RequestSpecification request() {
        return with(Scopes.TASKS_WRITE);
    }

    public RequestSpecification with(String... scopes) {
        return given().header("Authorization", TestTokens.bearer(tenant, id, scopes));
    }

    public RequestSpecification send(String body) {
        return request().contentType(ContentType.JSON).body(body);
    }

    /** A task made from this body, analysed. */
    public JsonNode create(String body) {
        return json(send(body)
                .post("/api/v1/tasks")
                .then()
                .statusCode(201)
                .extract()
                .response());
    }

    /** A task made from this body whose analysis is not waited for. */
    public JsonNode createUnawaited(String body) {
        return json(send(body)
                .header("Prefer", "respond-async")
                .post("/api/v1/tasks")
                .then()
                .statusCode(201)
                .extract()
                .response());
    }

    public JsonNode createTitled(String title) {
        return create(JSON.createObjectNode().put("title", title).toString());
    }

    public JsonNode read(JsonNode task) {
        return json(request().get(path(task)).then().statusCode(200).extract().response());
    }

    public JsonNode list(String query) {
        return json(request()
                .get("/api/v1/tasks" + query)
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    public JsonNode history(JsonNode task) {
        return json(request()
                .get(path(task) + "/history")
                .then()
                .statusCode(200)
                .extract()
                .response());
    }

    /** As the worker's job does it. */
    public Response resume(JsonNode task) {
        return with(Scopes.INTERNAL).post("/internal/tasks/" + task.path("id").asText() + "/analysis");
    }

    public static String path(JsonNode task) {
        return "/api/v1/tasks/" + task.path("id").asText();
    }

    public static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.asByteArray());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

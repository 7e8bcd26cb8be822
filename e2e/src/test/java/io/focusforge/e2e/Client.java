package io.focusforge.e2e;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user of the API, with a key of its own. */
record Client(String url, String key) {
    static final String BOARD_DECK = """
            {"title": "Prepare the Q3 board deck",
             "description": "Collect numbers from finance by Thursday, draft 12 slides, rehearse once",
             "dueAt": "2027-03-05T17:00:00Z", "labels": ["work"]}""";

    RequestSpecification request() {
        return given().baseUri(url).header("Authorization", "Bearer " + key);
    }

    RequestSpecification json(Object body) {
        return request().contentType("application/json").body(body);
    }

    JsonPath createTask(String body) {
        return json(body).post("/api/v1/tasks").then().statusCode(201).extract().jsonPath();
    }

    JsonPath createTask(String title, String description) {
        return json(Map.of("title", title, "description", description))
                .post("/api/v1/tasks")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    JsonPath task(String id) {
        return get("/api/v1/tasks/" + id).statusCode(200).extract().jsonPath();
    }

    List<String> history(String id) {
        return get("/api/v1/tasks/" + id + "/history")
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items.type");
    }

    ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    /** A new tenant with a user and a key; this client must be an operator. */
    Client newTenant() {
        var name = "tenant-" + UUID.randomUUID();
        var tenant = json(Map.of("name", name))
                .post("/api/v1/tenants")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return newUser(tenant.getString("id"));
    }

    /** Another user of the tenant, with a key. */
    Client newUser(String tenant) {
        var user = json(Map.of("name", "user-" + UUID.randomUUID(), "tenantId", tenant))
                .post("/api/v1/users")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        var created = json(Map.of(
                        "name",
                        "e2e",
                        "tenantId",
                        tenant,
                        "userId",
                        user.getString("id"),
                        "scopes",
                        List.of(
                                "tasks:write",
                                "memories:write",
                                "documents:write",
                                "jobs:write",
                                "models:write",
                                "usage:read",
                                "sagas:admin")))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Client(url, created.getString("key"));
    }
}

package io.focusforge.memory.testing;

import static io.restassured.RestAssured.given;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** A user of a tenant of its own. */
public record Client(UUID tenant, UUID user) {
    public static final String MEMORIES = "/api/v1/memories";

    public static Client fresh() {
        return new Client(UUID.randomUUID(), UUID.randomUUID());
    }

    public Client colleague() {
        return new Client(tenant, UUID.randomUUID());
    }

    public RequestSpecification request() {
        return given().header("Authorization", TestTokens.bearer(tenant, user, Scopes.MEMORIES_WRITE));
    }

    public RequestSpecification documents() {
        return given().header("Authorization", TestTokens.bearer(tenant, user, Scopes.DOCUMENTS_WRITE));
    }

    public ValidatableResponse post(String path, String body) {
        return request().contentType(ContentType.JSON).body(body).post(path).then();
    }

    public String remember(String text) {
        return remember("{\"text\": \"" + text + "\"}", 201);
    }

    public String remember(String body, int status) {
        return post(MEMORIES, body).statusCode(status).extract().path("id");
    }

    public ValidatableResponse search(String query) {
        return post(MEMORIES + "/search", "{\"query\": \"" + query + "\"}").statusCode(200);
    }

    public ValidatableResponse get(String id) {
        return request().get(MEMORIES + "/" + id).then();
    }

    public ValidatableResponse list(String query) {
        return request().get(MEMORIES + query).then();
    }

    public ValidatableResponse delete(String id) {
        return request().delete(MEMORIES + "/" + id).then();
    }
}

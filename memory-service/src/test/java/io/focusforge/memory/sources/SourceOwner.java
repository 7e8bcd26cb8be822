package io.focusforge.memory.sources;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;

/** A user of a tenant of its own, and the worker that carries its runs. */
record SourceOwner(UUID tenant, UUID user) {
    static final String SOURCES = "/api/v1/sources";

    static SourceOwner fresh() {
        return new SourceOwner(UUID.randomUUID(), UUID.randomUUID());
    }

    SourceOwner colleague() {
        return new SourceOwner(tenant, UUID.randomUUID());
    }

    RequestSpecification request() {
        return given().header("Authorization", TestTokens.bearer(tenant, user, Scopes.DOCUMENTS_WRITE));
    }

    ValidatableResponse make(String place) {
        return make(place, "");
    }

    ValidatableResponse make(String place, String more) {
        return request()
                .contentType("application/json")
                .body("{\"name\": \"Handbook\", \"place\": %s%s}".formatted(place, more))
                .post(SOURCES)
                .then();
    }

    String made(String place) {
        return make(place).statusCode(201).extract().path("id");
    }

    ValidatableResponse get(String path) {
        return request().get(SOURCES + "/" + path).then();
    }

    ValidatableResponse post(String path) {
        return request().post(SOURCES + "/" + path).then();
    }

    ValidatableResponse remove(String path) {
        return request().delete(SOURCES + "/" + path).then();
    }

    /** One step of a run, and the status of its answer. */
    int step(String source, UUID run) {
        return given().header("Authorization", TestTokens.bearerFrom("worker", tenant, user, Scopes.INTERNAL))
                .contentType("application/json")
                .body("{}")
                .post("/internal/sources/%s/runs/%s/steps".formatted(source, run))
                .statusCode();
    }

    /** A whole run, as the worker carries it. */
    JsonPath run(String source) {
        var run = UUID.randomUUID();
        int status;
        do {
            status = step(source, run);
        } while (status == 202);
        return status == 204 ? get(source).extract().jsonPath() : null;
    }

    /** Titles of the documents that there are. */
    List<String> documents() {
        return request()
                .get("/api/v1/documents")
                .then()
                .statusCode(200)
                .extract()
                .path("items.title");
    }

    /** What the last run has counted, none of which has failed. */
    void assertCounts(JsonPath view, int listed, int added, int changed, int unchanged, int deleted) {
        assertThat(view.getString("lastRun.error")).isNull();
        assertThat(view.getMap("lastRun.counts").values())
                .as("listed, added, changed, unchanged, deleted, failed")
                .hasToString("[%d, %d, %d, %d, %d, 0]".formatted(listed, added, changed, unchanged, deleted));
    }
}

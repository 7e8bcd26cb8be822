package io.focusforge.memory.documents;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user of a tenant of its own, and the worker that does its jobs. */
record Uploader(UUID tenant, UUID user, String workerUrl) {
    static final String DOCUMENTS = "/api/v1/documents";

    static Uploader fresh(String workerUrl) {
        return new Uploader(UUID.randomUUID(), UUID.randomUUID(), workerUrl);
    }

    Uploader colleague() {
        return new Uploader(tenant, UUID.randomUUID(), workerUrl);
    }

    RequestSpecification request() {
        return given().header("Authorization", TestTokens.bearer(tenant, user, Scopes.DOCUMENTS_WRITE));
    }

    RequestSpecification form(String name, String content) {
        return form(name, content.getBytes(StandardCharsets.UTF_8));
    }

    RequestSpecification form(String name, byte[] content) {
        return request().contentType(ContentType.MULTIPART).multiPart("file", name, content);
    }

    ValidatableResponse upload(String name, String content) {
        return form(name, content).post(DOCUMENTS).then();
    }

    String uploaded(String name, String content) {
        return upload(name, content).statusCode(202).extract().path("id");
    }

    ValidatableResponse json(Map<String, ?> body) {
        return request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(DOCUMENTS)
                .then();
    }

    ValidatableResponse get(String path) {
        return request().get(DOCUMENTS + "/" + path).then();
    }

    ValidatableResponse post(String path) {
        return request().post(DOCUMENTS + "/" + path).then();
    }

    JsonPath view(String id) {
        return get(id).statusCode(200).extract().jsonPath();
    }

    /** Waits until there are so many. */
    List<Map<String, Object>> jobs(String id, int count) {
        return await().until(
                        () -> given().get(workerUrl + "/taken/" + id).jsonPath().getList(""),
                        jobs -> jobs.size() == count);
    }

    void jobBecomes(String id, String state) {
        given().put(workerUrl + "/taken/" + jobs(id, 1).getFirst().get("id") + "/" + state);
    }

    private RequestSpecification asWorker() {
        return given().header("Authorization", TestTokens.bearerFrom("worker", tenant, user, Scopes.INTERNAL))
                .contentType(ContentType.JSON);
    }

    JsonPath work(String id, int version) {
        return asWorker()
                .get("/internal/documents/" + id + "/work?version=" + version)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** @return whether the worker is told to stop */
    boolean tells(String id, int version, String state, int percent) {
        return tells(id, Map.of("version", version, "state", state, "percent", percent));
    }

    boolean tells(String id, Map<String, ?> stage) {
        return asWorker()
                .body(stage)
                .put("/internal/documents/" + id + "/stages")
                .then()
                .statusCode(200)
                .extract()
                .path("cancelled");
    }

    /** @return whether the worker is told to stop */
    boolean stores(String id, int version, int from, int count) {
        var chunks = java.util.stream.IntStream.range(from, from + count)
                .mapToObj(ordinal -> Map.of(
                        "ordinal",
                        ordinal,
                        "page",
                        0,
                        "start",
                        ordinal * 10,
                        "end",
                        ordinal * 10 + 9,
                        "heading",
                        "",
                        "text",
                        "chunk " + (1000 + ordinal)))
                .toList();
        return asWorker()
                .body(Map.of("version", version, "chunks", chunks))
                .put("/internal/documents/" + id + "/chunks")
                .then()
                .statusCode(200)
                .extract()
                .path("cancelled");
    }

    void ingests(String id, int version) {
        tells(id, version, "EXTRACTING", 0);
        stores(id, version, 0, 1);
        tells(id, version, "READY", 100);
    }
}

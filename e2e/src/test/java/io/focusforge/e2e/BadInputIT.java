package io.focusforge.e2e;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad request has its code and a detail that says what to change, and leaves nothing behind. */
class BadInputIT {
    private Client client;

    @BeforeEach
    void connect() {
        client = Stacks.withRules().newTenant();
    }

    @AfterEach
    void nothingWasStored() {
        client.get("/api/v1/tasks").statusCode(200).body("items", hasSize(0));
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("{\"title\": \"a\", \"colour\": \"red\"}", "unknown_field", "colour"),
                Arguments.of("{\"title\": 5}", "invalid_type", "title"),
                Arguments.of("{\"description\": \"no title\"}", "invalid_request", "title"),
                Arguments.of("{\"title\": \"   \"}", "invalid_request", "title"),
                Arguments.of("{\"title\": \"" + "x".repeat(501) + "\"}", "invalid_request", "500"),
                Arguments.of(
                        "{\"title\": \"a\", \"description\": \"" + "x".repeat(20_001) + "\"}",
                        "invalid_request",
                        "20,000"),
                Arguments.of("{\"title\": \"a\", \"dueAt\": \"next week\"}", "invalid_type", "2026-11-05T17:00:00Z"),
                Arguments.of("{\"title\": ", "invalid_json", "JSON"),
                Arguments.of("title=a", "invalid_json", "JSON"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void rejectsABodyThatIsNotATask(String body, String code, String hint) {
        problem(client.json(body).post("/api/v1/tasks").then(), 400, code).body("detail", containsString(hint));
    }

    @Test
    void rejectsAnotherContentType() {
        problem(
                client.request()
                        .contentType("text/plain")
                        .body("a task")
                        .post("/api/v1/tasks")
                        .then(),
                415,
                "unsupported_media_type");
    }

    @Test
    void rejectsABodyOverTheLimit() {
        var body = "{\"title\": \"a\", \"description\": \"" + "x".repeat(3 * 1024 * 1024) + "\"}";
        problem(client.json(body).post("/api/v1/tasks").then(), 413, "payload_too_large");
    }

    @Test
    void rejectsAnUnknownId() {
        problem(client.get("/api/v1/tasks/" + UUID.randomUUID()), 404, "not_found");
    }

    @Test
    void rejectsAnIdempotencyKeyWithAnotherBody() {
        var user = Stacks.withRules().newTenant();
        user.json("{\"title\": \"first\"}")
                .header("Idempotency-Key", "k")
                .post("/api/v1/tasks")
                .then()
                .statusCode(201);
        problem(
                user.json("{\"title\": \"second\"}")
                        .header("Idempotency-Key", "k")
                        .post("/api/v1/tasks")
                        .then(),
                422,
                "idempotency_key_reused");
        user.get("/api/v1/tasks").body("items", hasSize(1));
    }

    @Test
    void rejectsAStaleVersion() {
        var user = Stacks.withRules().newTenant();
        var path = "/api/v1/tasks/" + user.createTask("first", "").getString("id");
        var etag = user.get(path).extract().header("ETag");
        user.json(Map.of("title", "second"))
                .header("If-Match", etag)
                .patch(path)
                .then()
                .statusCode(200);
        problem(
                user.json(Map.of("title", "third"))
                        .header("If-Match", etag)
                        .patch(path)
                        .then(),
                412,
                "version_conflict");
        user.get(path).body("title", equalTo("second"));
    }

    @Test
    void rejectsAMissingKey() {
        problem(
                io.restassured.RestAssured.given()
                        .baseUri(client.url())
                        .get("/api/v1/tasks")
                        .then(),
                401,
                "unauthenticated");
    }

    @Test
    void rejectsAKeyThatIsNotOne() {
        problem(new Client(client.url(), "ff_000_nothing").get("/api/v1/tasks"), 401, "api_key_invalid");
    }

    @Test
    void rejectsARevokedKey() {
        var operator = Stacks.withRules();
        var created = operator.json(Map.of("name", "to be revoked", "scopes", List.of("tasks:write")))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        var revoked = new Client(client.url(), created.getString("key"));
        revoked.get("/api/v1/tasks").statusCode(200);
        operator.request()
                .delete("/api/v1/api-keys/" + created.getString("id"))
                .then()
                .statusCode(204);
        problem(revoked.get("/api/v1/tasks"), 401, "api_key_revoked");
    }

    @Test
    void rejectsAnExpiredKey() {
        var expiresAt = Instant.now().plusSeconds(2);
        var created = Stacks.withRules()
                .json(Map.of("name", "short", "scopes", List.of("tasks:write"), "expiresAt", expiresAt.toString()))
                .post("/api/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        var expired = new Client(client.url(), created.getString("key"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now()
                .isAfter(expiresAt));
        problem(expired.get("/api/v1/tasks"), 401, "api_key_expired");
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("detail", not(emptyOrNullString()));
    }
}

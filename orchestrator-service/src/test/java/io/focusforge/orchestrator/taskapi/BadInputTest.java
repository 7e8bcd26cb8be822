package io.focusforge.orchestrator.taskapi;

import static io.focusforge.orchestrator.testing.User.json;
import static io.focusforge.orchestrator.testing.User.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.common.identity.Scopes;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.local.testing.TestTokens;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.User;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, how the answer says why, and that nothing of it is kept. */
@QuarkusTest
@WithNeighbours
class BadInputTest {
    private final User user = User.fresh();
    private boolean hasStored;

    @Inject
    TenantDatabase database;

    @BeforeEach
    void noModel() {
        Neighbours.reset();
    }

    @AfterEach
    void nothingIsStored() {
        if (!hasStored) {
            assertThat(rows()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title":"T","colour":"red"}            | unknown_field   | 'colour'
            {"title":7}                             | invalid_type    | 'title' must be of type string
            {"title":["T"]}                         | invalid_type    | 'title' must be of type string
            {"title":"T","labels":"work"}           | invalid_type    | 'labels' must be of type array
            {"title":"T","labels":[1]}              | invalid_type    | must be of type string
            {"title":"T","labels":[null]}           | invalid_request | 'labels[0]' must have 1 to 50 characters
            {"title":"T","labels":[" "]}            | invalid_request | 'labels[0]' must have 1 to 50 characters
            {"title":"T","dueAt":"tomorrow"}        | invalid_type    | instant, such as 2026
            {"title":"T","dueAt":"2026-11-05"}      | invalid_type    | instant, such as 2026
            {"title":"T","dueAt":"2026-11-05T17:00:00"} | invalid_type | instant, such as 2026
            {"title":"T","dueAt":"2026-02-30T17:00:00Z"} | invalid_type | instant, such as 2026
            {"title":"T","dueAt":1762362000}        | invalid_type    | instant, such as 2026
            {"title":"T","dueAt":"+12345-01-01T00:00:00Z"} | invalid_request | dueAt
            {}                                      | invalid_request | 'title' must not be blank
            {"title":null}                          | invalid_request | 'title' must not be blank
            {"title":"  "}                          | invalid_request | 'title' must not be blank
            {"title":"a\\u0000b"}                   | invalid_request | 'title' must not contain
            {"title":"a\\ud83d"}                     | invalid_request | 'title' must not contain
            {"title":"T","description":"a\\u0000b"} | invalid_request | 'description' must not contain
            {"title":"T"                            | invalid_json    | line 1
            title=T                                 | invalid_json    | line 1
            "T"                                     | invalid_json    | JSON object
            []                                      | invalid_json    | JSON object
            {"title":"T"} {"title":"U"}             | invalid_json    | JSON
            """)
    void refusesABodyAndSaysWhatToChange(String body, String code, String detail) {
        refused(user.send(body).post("/api/v1/tasks"), 400, code, detail);
    }

    @Test
    void refusesTextsThatAreTooLong() {
        var tooLong = "{\"title\":\"%s\",\"description\":\"%s\",\"labels\":[%s]}";
        refused(
                create(tooLong.formatted("t".repeat(501), "", "")),
                400,
                "invalid_request",
                "'title' must have 1 to 500");
        refused(create(tooLong.formatted("t", "d".repeat(20_001), "")), 400, "invalid_request", "at most 20,000");
        refused(create(tooLong.formatted("t", "", "\"" + "l".repeat(51) + "\"")), 400, "invalid_request", "1 to 50");
        var labels = String.join(",", java.util.Collections.nCopies(21, "\"l\""));
        refused(create(tooLong.formatted("t", "", labels)), 400, "invalid_request", "at most 20 elements");
        assertThat(rows()).isZero();
        hasStored = true;
        user.create(tooLong.formatted("t".repeat(500), "d".repeat(20_000), "\"" + "l".repeat(50) + "\""));
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        var body = "{\"title\":\"t\",\"description\":\"" + "d".repeat(3 << 20) + "\"}";
        var request = HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/tasks"))
                .header("Authorization", TestTokens.bearer(user.tenant(), user.id(), Scopes.TASKS_WRITE))
                .header("Content-Type", "application/json")
                // so that nothing is on its way any more when the connection is closed
                .version(HttpClient.Version.HTTP_1_1)
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void refusesWhatIsNotJson() {
        var plain = user.request().contentType(ContentType.TEXT).body("{\"title\":\"T\"}");
        refused(plain.post("/api/v1/tasks"), 415, "unsupported_media_type", "Content-Type: application/json");
    }

    @Test
    void refusesNoBodyAtAll() {
        var response = user.request().contentType(ContentType.JSON).post("/api/v1/tasks");
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "0", "00000000-0000-7000-8000-00000000000g", "1-1-1-1-1", "%00"})
    void knowsNoTaskWithAMalformedId(String id) {
        var response = user.request().urlEncodingEnabled(false).get("/api/v1/tasks/" + id);
        refused(response, 404, "not_found", "no task");
    }

    @Test
    void knowsNoTaskWithAnUnknownId() {
        var unknown = "/api/v1/tasks/" + UUID.randomUUID();
        for (var response : List.of(
                user.request().get(unknown),
                user.request().get(unknown + "/history"),
                user.request().post(unknown + "/complete"),
                user.request().post(unknown + "/reopen"),
                user.request().delete(unknown),
                user.send("{}").header("If-Match", "\"1\"").patch(unknown))) {
            refused(response, 404, "not_found", "no task");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, invalid_request",
        "limit=201, invalid_request",
        "limit=ten, invalid_request",
        "status=closed, invalid_request",
        "priority=9, invalid_request",
        "order=up, invalid_request",
        "dueBefore=soon, invalid_request",
        "cursor=abc, invalid_cursor",
        "q=%00, invalid_request"
    })
    void refusesAQueryThatMeansNothing(String query, String code) {
        var response = user.request().urlEncodingEnabled(false).get("/api/v1/tasks?" + query);
        refused(response, 400, code, "");
    }

    @Test
    void refusesAStalePatch() {
        hasStored = true;
        var task = user.createTitled("Call Anna");
        var patch = "{\"title\":\"Other\"}";
        refused(user.send(patch).patch(path(task)), 428, "precondition_required", "If-Match");
        refused(user.send(patch).header("If-Match", "\"1\"").patch(path(task)), 412, "version_conflict", "Read it");
        refused(user.send(patch).header("If-Match", "3").patch(path(task)), 400, "invalid_request", "If-Match");
        refused(user.request().header("If-Match", "\"1\"").delete(path(task)), 412, "version_conflict", "ETag");
        refused(
                user.request().header("If-Match", "\"1\"").post(path(task) + "/complete"),
                412,
                "version_conflict",
                "ETag");
        assertThat(user.read(task)).isEqualTo(task);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"title":null}                  | invalid_request | 'title' must not be blank
            {"title":" "}                   | invalid_request | 'title' must not be blank
            {"status":"completed"}          | unknown_field   | dueAt, labels, parentId
            {"title":1}                     | invalid_type    | 'title' must be of type string
            {"dueAt":"2030"}                | invalid_type    | instant
            {"labels":[""]}                 | invalid_request | labels
            {"description":"a\\u0000"}      | invalid_request | description
            """)
    void refusesAPatchAndSaysWhatToChange(String body, String code, String detail) {
        hasStored = true;
        var task = user.createTitled("Call Anna");
        refused(user.send(body).header("If-Match", "\"3\"").patch(path(task)), 400, code, detail);
        assertThat(user.read(task)).isEqualTo(task);
    }

    private Response create(String body) {
        return user.send(body).post("/api/v1/tasks");
    }

    private static void refused(Response response, int status, String code, String detail) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        var problem = json(response);
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("detail").asText()).contains(detail).isNotBlank();
    }

    private long rows() {
        return database.inTransaction(user.tenant(), connection -> connection
                .query(
                        "SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM tasks) + (SELECT count(*) FROM sagas)"
                                + " + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM idempotency_keys)")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getLong(0));
    }
}

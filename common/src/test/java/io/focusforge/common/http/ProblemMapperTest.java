package io.focusforge.common.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "orchestrator"))
class ProblemMapperTest {
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TestHTTPResource("/echo")
    URI echo;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"title\": \"a\", \"priority\": 1}|      unknown_field|   The field 'priority' is not known here; the known fields are count, dueAt, id, labels, title.",
                "{\"title\": 5}|                           invalid_type|    The field 'title' must be of type string.",
                "{\"title\": \"a\", \"count\": \"5\"}|     invalid_type|    The field 'count' must be of type integer.",
                "{\"title\": \"a\", \"count\": 1.5}|       invalid_type|    The field 'count' must be of type integer.",
                "{\"title\": \"a\", \"dueAt\": \"soon\"}|  invalid_type|    The field 'dueAt' is not a valid instant, such as 2026-11-05T17:00:00Z.",
                "{\"title\": \"a\", \"id\": \"7\"}|        invalid_type|    The field 'id' is not a valid id (a UUID).",
                "{\"title\": \"a\", \"labels\": \"x\"}|    invalid_type|    The field 'labels' must be of type array.",
                "{\"dueAt\": null}|                        invalid_request| The field 'title' must not be blank.",
                "{\"title\": \"12345678901\"}|             invalid_request| The field 'title' size must be between 0 and 10.",
                "[]|                                       invalid_json|    The body must be one JSON object.",
                "{\"title\": |                             invalid_json|    The body cannot be read as JSON (line 1, column 10).",
                "{\"title\": \"a\"} x|                     invalid_json|    The body cannot be read as JSON (line 1, column 16).",
            })
    void saysWhichFieldIsWrongAndWhatItShouldBe(String body, String code, String detail) {
        problem(
                        asUser().contentType("application/json")
                                .body(body)
                                .post("/echo")
                                .then(),
                        400,
                        code)
                .body("detail", equalTo(detail));
    }

    @Test
    void rejectsAnEmptyBody() {
        problem(asUser().contentType("application/json").post("/echo").then(), 400, "invalid_request");
        problem(asUser().contentType("application/json").body("").post("/echo").then(), 400, "invalid_request");
    }

    @Test
    void readsBodiesOfBothVersionsOfHttp() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            for (var version : HttpClient.Version.values()) {
                var request = HttpRequest.newBuilder(echo)
                        .version(version)
                        .header("Authorization", TestTokens.bearer(Ids.next(), Ids.next(), Scopes.TASKS_WRITE))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"title\": \"a\"}"))
                        .build();
                var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(version.name()).isEqualTo(200);
                assertThat(answer.body()).contains("\"title\":\"a\"");
            }
        }
    }

    @Test
    void rejectsABodyOverTheLimitWhoseLengthIsNotSaidBefore() {
        var body = ("{\"title\": \"" + "a".repeat(3_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        asUser().contentType("application/json")
                .body(new ByteArrayInputStream(body))
                .post("/echo")
                .then()
                .statusCode(413);
    }

    @Test
    void rejectsWhatIsNotJson() {
        problem(asUser().contentType("text/plain").body("x").post("/echo").then(), 415, "unsupported_media_type");
    }

    @Test
    void rejectsUnknownRouteAndMethod() {
        problem(asUser().get("/nothing").then(), 404, "route_not_found");
        problem(asUser().delete("/echo").then(), 405, "method_not_allowed");
    }

    @Test
    void tellsWhenToTryAgain() {
        problem(asUser().get("/echo/fail?how=overloaded").then(), 503, "overloaded")
                .header("Retry-After", "2")
                .body("detail", equalTo("Come back later."));
    }

    @Test
    void keepsTheCauseOfAFailureFromTheClient() {
        problem(asUser().get("/echo/fail?how=bug").then(), 500, "internal_error")
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    @Test
    void tellsToTryAgainWhenAStoreIsLate() {
        problem(asUser().get("/echo/fail?how=late").then(), 503, "unavailable").header("Retry-After", "1");
    }

    @Test
    void tellsToTryATransactionAgainThatLostAgainstAnother() {
        problem(asUser().get("/echo/fail?how=deadlock").then(), 503, "unavailable")
                .header("Retry-After", "1")
                .body(not(containsString("secret")));
        problem(asUser().get("/echo/fail?how=refused").then(), 500, "internal_error")
                .body(not(containsString("secret")));
    }

    @Test
    void namesTheCallersTrace() {
        asUser().header("traceparent", TRACEPARENT)
                .get("/echo/fail?how=bug")
                .then()
                .body("traceId", equalTo("4bf92f3577b34da6a3ce929d0e0e4736"));
    }

    @Test
    void failsClosedWithoutAToken() {
        problem(given().contentType("application/json").body("{}").post("/echo").then(), 401, "unauthenticated");
    }

    @Test
    void failsClosedWithoutTheScope() {
        var reader = TestTokens.bearer(Ids.next(), Ids.next(), Scopes.TASKS_READ);
        problem(
                given().header("Authorization", reader)
                        .contentType("application/json")
                        .body("{\"title\": \"a\"}")
                        .post("/echo")
                        .then(),
                403,
                "forbidden");
    }

    @Test
    void listsEveryViolation() {
        asUser().contentType("application/json")
                .body("{\"title\": \"           \"}")
                .post("/echo")
                .then()
                .body("violations", hasSize(2))
                .body("violations.field", equalTo(java.util.List.of("title", "title")));
    }

    private static RequestSpecification asUser() {
        return given().header("Authorization", TestTokens.bearer(Ids.next(), Ids.next(), Scopes.TASKS_WRITE));
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("type", equalTo("https://focusforge.io/problems/" + code))
                .body("traceId", allOf(matchesPattern("[0-9a-f]{32}")));
    }
}

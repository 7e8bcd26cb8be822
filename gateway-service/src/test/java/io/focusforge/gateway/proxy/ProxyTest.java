package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.gateway.testing.Fake;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.gateway.testing.RawHttp;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ProxyTest {
    private static final int LIMIT = 256 * 1024;

    private final String key = Keys.admin();
    private final Fake orchestrator = new Fake("orchestrator");
    private final Fake ai = new Fake("ai");

    @Test
    void passesMethodTargetBodyAndPlainHeaders() {
        as(key).header("X-Custom", "1")
                .header("If-Match", "\"3\"")
                .header("x-focusforge-timeout-ms", "900")
                .contentType("application/json")
                .body("{\"title\": \"é\"}")
                .urlEncodingEnabled(false)
                .patch("/api/v1/tasks/echo?a=b%20c&d=%2F..%2F")
                .then()
                .statusCode(200)
                .body("service", equalTo("orchestrator"))
                .body("method", equalTo("PATCH"))
                .body("uri", equalTo("/api/v1/tasks/echo?a=b%20c&d=%2F..%2F"))
                .body("body", equalTo("{\"title\": \"é\"}"))
                .body("headers.x-custom", equalTo("1"))
                .body("headers.if-match", equalTo("\"3\""))
                .body("headers.x-focusforge-timeout-ms", equalTo("900"));
    }

    @Test
    void sendsEachGroupToItsService() {
        as(key).get("/v1/models/echo").then().body("service", equalTo("ai"));
        as(key).get("/api/v1/usage").then().body("service", equalTo("ai"));
        as(key).get("/api/v1/jobs/echo").then().body("service", equalTo("worker"));
        as(key).get("/api/v1/conversations").then().body("service", equalTo("orchestrator"));
    }

    @Test
    void replacesTheKeyByATokenAndDropsSpoofedIdentities() {
        given().header("x-api-key", key)
                .header("X-Forwarded-For", "1.2.3.4")
                .header("X-Real-IP", "1.2.3.4")
                .header("Forwarded", "for=1.2.3.4")
                .header("X-Tenant-Id", "other")
                .header("X-User", "other")
                .header("X-FocusForge-Scopes", "internal:write")
                .get("/api/v1/tasks/echo")
                .then()
                .statusCode(200)
                .body("headers.authorization", matchesPattern("Bearer [\\w-]+\\.[\\w-]+\\.[\\w-]+"))
                .body("headers.x-api-key", nullValue())
                .body("headers.x-forwarded-for", nullValue())
                .body("headers.x-real-ip", nullValue())
                .body("headers.forwarded", nullValue())
                .body("headers.x-tenant-id", nullValue())
                .body("headers.x-user", nullValue())
                .body("headers.x-focusforge-scopes", nullValue());
    }

    @Test
    void dropsHopByHopHeadersOfTheRequest() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("GET", "/api/v1/tasks/echo") + """
                    Connection: keep-alive, X-Hop\r
                    X-Hop: secret\r
                    Keep-Alive: timeout=5\r
                    TE: trailers\r
                    Proxy-Authorization: Basic x\r
                    \r
                    """);
            assertThat(client.readUntil("\"body\":\"\"}"))
                    .startsWith("HTTP/1.1 200")
                    .doesNotContain("x-hop", "\"te\"", "keep-alive", "proxy-");
        }
    }

    @Test
    void dropsHopByHopHeadersAndInternalsOfTheAnswer() {
        as(key).post("/api/v1/tasks/hop")
                .then()
                .statusCode(201)
                .header("ETag", "\"7\"")
                .header("Location", "/api/v1/tasks/7")
                .header("x-request-id", matchesPattern("[0-9a-f]{32}"))
                .header("x-hop", nullValue())
                .header("keep-alive", nullValue())
                .header("server", nullValue())
                .header("x-powered-by", nullValue());
    }

    @Test
    void continuesTheTraceOfTheClientAndStartsOneOtherwise() {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        as(key).header("traceparent", trace)
                .get("/api/v1/tasks/echo")
                .then()
                .header("x-request-id", "0af7651916cd43dd8448eb211c80319c")
                .body("headers.traceparent", equalTo(trace));
        as(key).header("traceparent", "nonsense")
                .get("/api/v1/tasks/echo")
                .then()
                .body("headers.traceparent", matchesPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void passesTheIdempotencyKeyOnAndRefusesOneOfBadForm() {
        as(key).header("Idempotency-Key", "abc")
                .post("/api/v1/tasks/echo")
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("headers.idempotency-key", equalTo("abc"));
        var before = orchestrator.requests();
        as(key).header("Idempotency-Key", "a".repeat(256))
                .post("/api/v1/tasks/echo")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("invalid_idempotency_key"));
        assertThat(orchestrator.requests()).isEqualTo(before);
    }

    @Test
    void streamsARequestBodyAsItComes() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/api/v1/tasks/upload") + "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            await().atMost(Duration.ofSeconds(5)).until(() -> orchestrator.received() == 5);
            client.send("6\r\nsecond\r\n0\r\n\r\n");
            assertThat(client.readUntil("11")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void streamsEventsFrameByFrame() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("GET", "/v1/events") + "\r\n");
            assertThat(client.readUntil("data: first\n\n")).contains("text/event-stream");
            ai.next();
            client.readUntil("data: next\n\n");
            ai.end();
            client.readUntil("0\r\n\r\n");
        }
    }

    @Test
    void cancelsTheServicesWorkWhenTheClientGoesAway() {
        var before = ai.cancelled();
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("GET", "/v1/events") + "\r\n");
            client.readUntil("data: first\n\n");
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> ai.cancelled() == before + 1);
    }

    @Test
    void endsAStreamThatFallsSilent() {
        var before = ai.cancelled();
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("GET", "/v1/events") + "\r\n");
            assertThat(client.readAll()).contains("data: first").doesNotContain("0\r\n\r\n");
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> ai.cancelled() == before + 1);
    }

    @Test
    void passesLargeAnswersWhole() {
        assertThat(as(key).get("/api/v1/tasks/large").asByteArray()).hasSize(5_000_000);
    }

    @Test
    void passesAnswersWithoutABody() {
        as(key).get("/api/v1/tasks/nothing").then().statusCode(204);
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("HEAD", "/api/v1/tasks/echo") + "\r\n" + head("GET", "/api/v1/tasks/nothing") + "\r\n");
            assertThat(client.readUntil("HTTP/1.1 204"))
                    .contains("content-length: 42")
                    .doesNotContain("{", "chunked");
        }
    }

    @Test
    void takesABodyAtTheLimit() {
        as(key).body("x".repeat(LIMIT)).post("/api/v1/tasks/upload").then().body(equalTo("" + LIMIT));
    }

    @Test
    void refusesADeclaredBodyOverTheLimitWithoutAskingTheService() {
        var before = orchestrator.requests();
        as(key).body("x".repeat(LIMIT + 1))
                .post("/api/v1/tasks/upload")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("payload_too_large"))
                .body("detail", containsString("" + LIMIT));
        assertThat(orchestrator.requests()).isEqualTo(before);
    }

    @Test
    void cutsAChunkedBodyAtTheLimit() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/api/v1/tasks/upload") + "Transfer-Encoding: chunked\r\n\r\n");
            var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            for (var i = 0; i < 5; i++) {
                client.send(chunk);
            }
            assertThat(client.readAll()).startsWith("HTTP/1.1 413").contains("payload_too_large");
        }
        assertThat(orchestrator.received()).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void answersAClientThatWaitsForContinue() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/api/v1/tasks/upload") + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            client.readUntil("HTTP/1.1 100 Continue\r\n\r\n");
            client.send("hello");
            assertThat(client.readUntil("\r\n\r\n5")).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void sayTimeoutWhenTheServiceDoesNotAnswer() {
        var before = orchestrator.cancelled();
        as(key).get("/api/v1/tasks/never")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("code", equalTo("timeout"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
        await().atMost(Duration.ofSeconds(5)).until(() -> orchestrator.cancelled() == before + 1);
    }

    @Test
    void saysUnavailableWhenTheServiceIsNotThere() {
        as(key).get("/api/v1/memories")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("code", equalTo("unavailable"))
                .body("detail", equalTo("The service is not there right now; try again."));
    }

    @Test
    void closesTheConnectionWhenTheServiceDiesInTheMiddle() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("GET", "/api/v1/tasks/die") + "\r\n");
            assertThat(client.readAll()).startsWith("HTTP/1.1 200").endsWith("ten bytes.");
        }
    }

    @Test
    void refusesMoreThanMayWaitForAService() {
        var clients = new java.util.ArrayList<RawHttp>();
        try {
            for (var i = 0; i < 12; i++) {
                var client = new RawHttp(RestAssured.port);
                clients.add(client);
                client.send(head("GET", "/api/v1/jobs/never") + "Connection: close\r\n\r\n");
            }
            var answers = clients.stream().map(RawHttp::readAll).toList();
            assertThat(answers)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 503"))
                    .hasSizeBetween(4, 6)
                    .allSatisfy(answer -> assertThat(answer).contains("overloaded", "retry-after"));
            assertThat(answers)
                    .filteredOn(answer -> answer.startsWith("HTTP/1.1 504"))
                    .hasSizeBetween(6, 8);
        } finally {
            clients.forEach(RawHttp::close);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/jobs",
                "//internal/jobs",
                "/api/v1/tasks/../../../internal/jobs",
                "/api/v1/tasks/%2e%2e/%2e%2e/%2e%2e/internal/jobs",
                "/api/v1/tasks/..%2f..%2f..%2finternal%2fjobs",
                "/api/v1/tasks/..;/..;/..;/internal/jobs",
                "/api/v1/tasks/..\\..\\..\\internal\\jobs",
                "/api/v1/tasks//../jobs",
                "http://localhost/internal/jobs",
                "http://localhost/api/v1/tasks/../jobs",
                "/api/v1/tasks/%00",
                "/q/metrics",
                "/nothing"
            })
    void letsNoPathThroughToWhatIsNotPublic(String target) {
        var before = orchestrator.requests();
        var request = "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(target, key);
        assertThat(RawHttp.exchange(RestAssured.port, request))
                .satisfiesAnyOf(
                        answer -> assertThat(answer)
                                .startsWith("HTTP/1.1 404")
                                .contains("\"route_not_found\"", "/openapi"),
                        answer -> assertThat(answer).startsWith("HTTP/1.1 400"));
        assertThat(orchestrator.requests()).isEqualTo(before);
    }

    @Test
    void readsARequestWithTwoLengthsAsOneOrNotAtAll() {
        var before = orchestrator.requests();
        var smuggled = "0\r\n\r\nGET /api/v1/tasks/echo HTTP/1.1\r\nHost: x\r\n\r\n";
        var answer = RawHttp.exchange(
                RestAssured.port,
                head("POST", "/api/v1/tasks/echo") + "Connection: close\r\nContent-Length: " + smuggled.length()
                        + "\r\nTransfer-Encoding: chunked\r\n\r\n" + smuggled);
        assertThat(answer.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(3);
        assertThat(answer).doesNotContain("\"method\":\"GET\"");
        assertThat(orchestrator.requests() - before).isLessThanOrEqualTo(1);
    }

    @Test
    void takesATargetWithSchemeAndHost() {
        var request =
                "GET http://x/api/v1/tasks/echo?a=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n"
                        .formatted(key);
        assertThat(RawHttp.exchange(RestAssured.port, request))
                .startsWith("HTTP/1.1 200")
                .contains("\"uri\":\"/api/v1/tasks/echo?a=1\"");
    }

    @Test
    void speaksOfErrorsUnderV1AsOpenAiDoes() {
        given().get("/v1/models")
                .then()
                .statusCode(401)
                .contentType("application/json")
                .body("error.code", equalTo("unauthenticated"))
                .body("error.type", equalTo("authentication_error"))
                .body("error.message", containsString("Bearer"));
        as(key).get("/v1/never").then().statusCode(504).body("error.type", equalTo("server_error"));
    }

    private String head(String method, String path) {
        return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n".formatted(method, path, key);
    }
}

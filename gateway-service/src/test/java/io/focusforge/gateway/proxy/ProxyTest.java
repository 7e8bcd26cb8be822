package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import org.junit.jupiter.api.Test;

/** What a request and its answer keep, lose and gain on their way. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ProxyTest {
    private final String key = Keys.admin();
    private final Fake orchestrator = new Fake("orchestrator");

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
        as(key).get("/api/v1/plans").then().body("service", equalTo("orchestrator"));
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

    private String head(String method, String path) {
        return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n".formatted(method, path, key);
    }
}

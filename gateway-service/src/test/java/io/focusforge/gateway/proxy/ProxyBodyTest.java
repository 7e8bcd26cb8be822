package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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

/** Bodies and streams, in both directions. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ProxyBodyTest {
    private static final int LIMIT = 256 * 1024;

    private final String key = Keys.admin();
    private final Fake orchestrator = new Fake("orchestrator");
    private final Fake ai = new Fake("ai");

    @Test
    void streamsARequestBodyAsItComes() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/api/v1/tasks/upload") + "Transfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n");
            await().atMost(Duration.ofSeconds(30)).until(() -> orchestrator.received() == 5);
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
        await().atMost(Duration.ofSeconds(30)).until(() -> ai.cancelled() == before + 1);
    }

    @Test
    void endsAStreamThatFallsSilent() {
        var before = ai.cancelled();
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("GET", "/v1/events") + "\r\n");
            assertThat(client.readAll()).contains("data: first").doesNotContain("0\r\n\r\n");
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> ai.cancelled() == before + 1);
    }

    @Test
    void passesLinesForLongerThanAnAnswerMayTake() {
        assertThat(as(key).get("/api/v1/tasks/lines").asString()).isEqualTo("{}\n".repeat(3));
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
    void takesMoreWhereItIsAnUpload() {
        var upload = "x".repeat(4 * 1024 * 1024);
        as(key).body(upload).post("/api/v1/jobs/payloads").then().body(equalTo("" + upload.length()));
        as(key).body("x".repeat(16 * 1024 * 1024 + 1))
                .post("/api/v1/jobs/payloads")
                .then()
                .statusCode(413)
                .body("code", equalTo("payload_too_large"));
    }

    @Test
    void takesUploadsThatComeSlowerThanAnAnswerMay() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/api/v1/jobs/payloads") + "Content-Length: 3000000\r\n\r\n");
            for (var part = 0; part < 3; part++) {
                client.send("x".repeat(1_000_000));
                await().pollDelay(Duration.ofMillis(900)).until(() -> true);
            }
            assertThat(client.readUntil("\r\n\r\n3000000")).startsWith("HTTP/1.1 200");
        }
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/api/v1/jobs/payloads") + "Content-Length: 2\r\n\r\nx");
            assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 504");
        }
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/api/v1/documents") + "Content-Length: 110000000\r\n\r\n");
            assertThat(client.readUntil("payload_too_large")).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void refusesTwentyMegabytesOfPromptInOpenAisShape() {
        try (var client = new RawHttp(RestAssured.port)) {
            client.send(head("POST", "/v1/chat/completions")
                    + "Content-Type: application/json\r\nContent-Length: 20971520\r\n\r\n{");
            assertThat(client.readUntil("\"code\":\"payload_too_large\""))
                    .startsWith("HTTP/1.1 413")
                    .contains("{\"error\":{", "\"type\":\"invalid_request_error\"");
        }
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

    private String head(String method, String path) {
        return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n".formatted(method, path, key);
    }
}

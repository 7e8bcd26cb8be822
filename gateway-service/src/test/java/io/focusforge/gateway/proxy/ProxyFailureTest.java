package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

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

/** Services that are slow, away, overloaded or dying. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class ProxyFailureTest {
    private final String key = Keys.admin();
    private final Fake orchestrator = new Fake("orchestrator");

    @Test
    void sayTimeoutWhenTheServiceDoesNotAnswer() {
        var before = orchestrator.cancelled();
        as(key).get("/api/v1/tasks/never")
                .then()
                .statusCode(504)
                .contentType("application/problem+json")
                .body("code", equalTo("timeout"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
        await().atMost(Duration.ofSeconds(30)).until(() -> orchestrator.cancelled() == before + 1);
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
    void saysNothingOfAnAnswerThatDiesBeforeItsFirstByte() {
        as(key).get("/api/v1/tasks/die-early")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Content-Length", not(equalTo("100")))
                .header("x-request-id", matchesPattern("[0-9a-f]{32}"))
                .body("code", equalTo("unavailable"));
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

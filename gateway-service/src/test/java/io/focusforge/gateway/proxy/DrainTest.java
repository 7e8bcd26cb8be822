package io.focusforge.gateway.proxy;

import static io.focusforge.gateway.testing.Keys.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.gateway.testing.Fake;
import io.focusforge.gateway.testing.FakeServices;
import io.focusforge.gateway.testing.Keys;
import io.focusforge.gateway.testing.RawHttp;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.URL;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens between the signal and the end of the process, which is not ended here. */
@QuarkusTest
@TestProfile(DrainTest.Leaving.class)
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "gateway"))
@WithTestResource(FakeServices.class)
class DrainTest {
    private final Fake ai = new Fake("ai");

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    /** A process of its own, as nobody can use it afterwards. */
    public static final class Leaving implements QuarkusTestProfile {}

    @Test
    void whatIsUnderWayEndsAndNewRequestsAreSentElsewhere() {
        var key = Keys.admin();
        given().get(readiness).then().statusCode(200);
        try (var events = new RawHttp(RestAssured.port);
                var model = new RawHttp(RestAssured.port)) {
            events.send(request("GET", "/api/v1/tasks/events", key));
            events.readUntil("data: first");
            model.send(request("POST", "/v1/events", key));
            model.readUntil("data: first");
            var shutdown = CompletableFuture.runAsync(ShutdownRecorder::runShutdown);
            await().untilAsserted(() -> given().get(readiness).then().statusCode(503));
            as(key).get("/api/v1/tasks")
                    .then()
                    .statusCode(503)
                    .header("Connection", "close")
                    .header("Retry-After", "1")
                    .body("code", equalTo("unavailable"));
            events.readUntil("0\r\n\r\n");
            assertThat(shutdown).isNotDone();
            ai.next();
            model.readUntil("data: next");
            ai.end();
            model.readUntil("0\r\n\r\n");
            shutdown.join();
        }
    }

    private static String request(String method, String path, String key) {
        return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n\r\n"
                .formatted(method, path, key);
    }
}

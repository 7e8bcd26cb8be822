package io.focusforge.ai.overload;

import static io.focusforge.ai.testing.Api.request;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.runtime.shutdown.ShutdownRecorder;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens between the signal and the end of the process, which is not ended here. */
@QuarkusTest
@TestProfile(DrainTest.Leaving.class)
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class DrainTest {
    private final Api api = new Api();

    @TestHTTPResource(value = "/health/ready", management = true)
    URL readiness;

    /** A process of its own, as nobody can use it afterwards. */
    public static final class Leaving implements QuarkusTestProfile {}

    @Test
    void openStreamsEndAndNewCallsAreSentElsewhere() throws Exception {
        await().untilAsserted(() -> given().get(readiness).then().statusCode(200));
        try (var client = HttpClient.newHttpClient()) {
            var stream = client.send(streamed(), BodyHandlers.ofLines());
            assertThat(stream.statusCode()).isEqualTo(200);
            var shutdown = CompletableFuture.runAsync(ShutdownRecorder::runShutdown);
            await().untilAsserted(() -> given().get(readiness).then().statusCode(503));
            api.chat(request("default", Api.id(), "json"))
                    .then()
                    .statusCode(503)
                    .header("Connection", "close")
                    .header("Retry-After", "1")
                    .body("error.code", equalTo("unavailable"));
            assertThat(shutdown).isNotDone();
            assertThat(stream.body().filter(line -> line.startsWith("data: ")).toList())
                    .endsWith("data: [DONE]")
                    .hasSize(4);
            shutdown.join();
        }
    }

    private HttpRequest streamed() {
        var body = request("default", Api.id(), "sse-slow").put("stream", true);
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + Api.CHAT))
                .header("Authorization", api.bearer(Scopes.MODELS_WRITE))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
    }
}

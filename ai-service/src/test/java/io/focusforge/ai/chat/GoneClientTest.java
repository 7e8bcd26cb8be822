package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wherever a call is when its client goes: it is over soon, what it had reserved is given back once, and what it used is charged once. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class GoneClientTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final Api api = new Api();
    private final String id = Api.id();
    private final List<Socket> clients = new ArrayList<>();

    @BeforeEach
    void limit() {
        api.with(Scopes.MODELS_ADMIN, Scopes.TENANTS_ADMIN)
                .body("{\"concurrentCalls\": 5}")
                .put("/api/v1/limits/tenant")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void leave() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"hang,false,0", "sse-silent,true,0", "sse-pause,true,1", "429,false,0"})
    void givesBackWhatItHadReserved(String script, boolean stream, int charged) throws IOException {
        var client = ask(request("beta-model", id, script).put("stream", stream));
        await().until(() -> calls(id).getInteger("count") >= 1);
        client.close();
        assertNothingIsHeld();
        assertCharged(charged);
    }

    @Test
    void givesBackWhatItHadReservedWhileItWaitsForAPlace() throws IOException {
        var others = Api.id();
        for (var i = 0; i < 3; i++) {
            ask(request("narrow-model", others, "hang"));
        }
        await().until(() -> calls(others).getInteger("count") == 3);
        var client = ask(request("narrow-model", id, "json"));
        assertHeld(4);
        client.close();
        assertHeld(3);
        leave();
        assertNothingIsHeld();
        assertThat(calls(id).getInteger("count")).isZero();
        assertCharged(0);
    }

    @Test
    void whoWaitsForTheSameCallIsNotHeldUpByTheOneWhoGoes() throws IOException {
        var same = request("gpt-test", id, "hang", "json").put("cache", new JsonObject().put("ttl", 60));
        var first = ask(same);
        await().until(() -> calls(id).getInteger("count") == 1);
        var second = ask(same);
        first.close();
        await().atMost(SOON).until(() -> calls(id).getInteger("count") == 2);
        second.close();
        assertNothingIsHeld();
    }

    /** What is left of the calls at once, with the one that looks. */
    private void assertHeld(int calls) {
        await().atMost(SOON).untilAsserted(() -> api.chat(request("gpt-test", Api.id(), "json"))
                .then()
                .statusCode(200)
                .header("RateLimit", containsString("\"tenant-concurrent\";r=" + (4 - calls))));
    }

    private void assertNothingIsHeld() {
        assertHeld(0);
        assertHeld(0);
    }

    /** Those that looked have asked another model. */
    private void assertCharged(int calls) {
        await().atMost(SOON).untilAsserted(() -> {
            var charged = api.usage("?groupBy=model").jsonPath();
            assertThat(charged.getList("items.findAll { it.model != 'gpt-test' }.calls"))
                    .isEqualTo(calls == 0 ? List.of() : List.of(calls));
        });
    }

    private Socket ask(JsonObject body) {
        var bytes = body.encode().getBytes(UTF_8);
        var head =
                "POST %s HTTP/1.1\r\nHost: here\r\nAuthorization: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(Api.CHAT, api.bearer(Scopes.MODELS_WRITE), bytes.length);
        try {
            var client = new Socket("localhost", RestAssured.port);
            clients.add(client);
            client.getOutputStream().write(head.getBytes(UTF_8));
            client.getOutputStream().write(bytes);
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

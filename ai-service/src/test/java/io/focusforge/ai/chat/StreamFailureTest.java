package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class StreamFailureTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @TestHTTPResource(Api.CHAT)
    URI url;

    @Test
    void saysWhoAnswersBeforeTheFirstByte() throws Exception {
        var answer = stream("smart", "error", "503", "sse");
        assertThat(answer.headers().firstValue("x-focusforge-provider")).contains("beta");
        assertThat(answer.headers().firstValue("x-focusforge-model")).contains("beta-model");
        assertThat(answer.headers().firstValue("x-focusforge-attempts")).contains("2");
        assertThat(answer.headers().firstValue("x-focusforge-overhead-ms")).isPresent();
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("focusforge_restart");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sse-reset", "sse-cut", "sse-error"})
    void endsWithAnErrorInAFrameOfItsOwn(String failure) throws Exception {
        var answer = stream("smart", "error", failure, "sse");
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
        assertThat(answer.body()).doesNotContain("[DONE]", "upstream-said");
        var frames = frames(answer.body());
        assertThat(frames).hasSize(2);
        assertThat(frames.getLast().getJsonObject("error").getString("code")).isEqualTo("model_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sse-reset", "sse-cut", "sse-error"})
    void beginsAgainAtTheNextTargetWithAMark(String failure) throws Exception {
        var answer = stream("smart", "restart", failure, "sse");
        assertThat(calls(id).getInteger("count")).isEqualTo(2);
        assertThat(answer.body()).endsWith("data: [DONE]\n\n").doesNotContain("\"error\"");
        var mark = frames(answer.body()).get(1);
        assertThat(mark.getJsonArray("choices")).isEmpty();
        assertThat(mark.getJsonObject("focusforge_restart"))
                .isEqualTo(new JsonObject().put("provider", "beta").put("model", "beta-model"));
        await().untilAsserted(
                        () -> assertThat(api.usage("?groupBy=day").jsonPath().<Integer>get("items[0].calls"))
                                .isEqualTo(2));
    }

    @Test
    void saysWhenNoTargetIsLeftToBeginAgainAt() throws Exception {
        var answer = stream("smart", "restart", "sse-reset", "sse-reset");
        assertThat(answer.body())
                .contains("focusforge_restart", "\"code\":\"model_error\"")
                .doesNotContain("[DONE]");
        assertThat(calls(id).getInteger("count")).isEqualTo(2);
    }

    @Test
    void doesNotWaitForASlowFirstToken() throws Exception {
        var start = System.nanoTime();
        var answer = stream("slow-model", "error", "sse-comments");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @Test
    void doesNotWaitForATokenThatDoesNotFollow() throws Exception {
        var start = System.nanoTime();
        var answer = stream("silent-model", "error", "sse-pause");
        assertThat(answer.body()).contains("\"content\":\"Fo\"", "\"code\":\"timeout\"");
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
        await().until(() -> calls(id).getBoolean("closed", false));
    }

    @Test
    void aSlowClientIsNotASlowProvider() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var body = request("silent-model", id, "sse-flood").put("stream", true);
            var answer = client.send(post(body, "error"), BodyHandlers.ofInputStream());
            await().pollDelay(Duration.ofMillis(900)).until(() -> true);
            assertThat(new String(answer.body().readAllBytes(), UTF_8)).endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void doesNotWaitForAConnection() {
        var start = System.nanoTime();
        api.chat(request("stuck-model", id)).then().statusCode(503);
        assertThat(since(start)).isGreaterThanOrEqualTo(Duration.ofMillis(290));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelsTheCallOfAClientThatGoes(boolean streamed) throws Exception {
        var client = HttpClient.newHttpClient();
        var body = request("smart", id, streamed ? "sse-pause" : "hang").put("stream", streamed);
        var answer = client.sendAsync(post(body, "error"), BodyHandlers.ofLines());
        await().until(() -> calls(id).getInteger("count") == 1);
        assertThat(calls(id).getBoolean("closed", false)).isFalse();
        client.shutdownNow();
        await().until(() -> calls(id).getBoolean("closed", false));
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
        answer.cancel(true);
    }

    @Test
    void retriesAreAShareOfTheCalls() {
        for (var i = 0; i < 14; i++) {
            api.chat(request("thrifty-model", id, "500")).then().statusCode(502);
        }
        assertThat(calls(id).getInteger("count")).isEqualTo(14 + 10);
    }

    private HttpResponse<String> stream(String model, String onFailure, String... script) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    post(request(model, id, script).put("stream", true), onFailure), BodyHandlers.ofString());
        }
    }

    private HttpRequest post(JsonObject body, String onFailure) {
        return HttpRequest.newBuilder(url)
                .header("Authorization", api.bearer(Scopes.MODELS_WRITE))
                .header("Content-Type", "application/json")
                .header("x-focusforge-on-stream-failure", onFailure)
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
    }

    private static List<JsonObject> frames(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new JsonObject(line.substring("data: ".length())))
                .toList();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}

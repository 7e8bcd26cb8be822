package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.calls;
import static io.focusforge.ai.testing.Api.request;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ChatStreamTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @TestHTTPResource(Api.CHAT)
    URI url;

    @Test
    void handsTheStreamOnByteForByte() throws Exception {
        var answer = whole("default", "sse");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(answer.body())
                .startsWith("data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\"")
                .contains("\"content\":\"Fo\"", "\"content\":\"ur.\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void tellsItsCostInACommentBeforeTheEnd() throws Exception {
        assertThat(whole("default", "sse").body()).endsWith(": x-focusforge-cost: 3\n\ndata: [DONE]\n\n");
        assertThat(whole("beta/beta-model", "sse").body())
                .doesNotContain("cost")
                .endsWith("data: [DONE]\n\n");
        assertThat(whole("default", "sse-reset").body())
                .containsPattern("\n: x-focusforge-cost: \\d+\n\ndata: \\{\"error\"");
    }

    @Test
    void accountsWhatTheProviderCounted() throws Exception {
        whole("default", "sse");
        assertUsage(7, 2, false);
    }

    @Test
    void accountsWhatTheProviderDidNotCount() throws Exception {
        whole("default", "sse-without-usage");
        assertUsage(5, 2, true);
    }

    @Test
    void triesAgainBeforeTheFirstByte() throws Exception {
        assertThat(whole("default", "503", "sse").body()).endsWith("data: [DONE]\n\n");
        assertThat(calls(id).getInteger("count")).isEqualTo(2);
    }

    @Test
    void refusesWithAStatusBeforeTheFirstByte() throws Exception {
        assertThat(error(whole("default", "500"), 502)).isEqualTo("model_error");
        assertThat(error(whole("default", "json"), 502)).isEqualTo("model_error");
        assertThat(error(whole("slow-model", "hang"), 504)).isEqualTo("timeout");
    }

    @Test
    void endsAStreamThatBeginsAndIsSilent() throws Exception {
        assertThat(error(whole("slow-model", "sse-silent"), 504)).isEqualTo("timeout");
    }

    @Test
    void saysInTheStreamThatTheProviderBrokeOff() throws Exception {
        var answer = whole("default", "sse-reset");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"content\":\"Fo\"")
                .contains("\"code\":\"model_error\"")
                .doesNotContain("[DONE]");
        assertThat(calls(id).getInteger("count")).isEqualTo(1);
        assertUsage(5, 1, true);
    }

    @Test
    void endsAnEndlessStreamWhenTheTimeIsOver() throws Exception {
        var answer = whole("slow-model", "sse-endless");
        assertThat(answer.body()).contains("more").contains("\"code\":\"timeout\"");
        await().until(() -> calls(id).getBoolean("closed", false));
    }

    @Test
    void sendsEveryFrameAsItComes() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(post("default", "sse-endless"), BodyHandlers.ofLines());
            var frames = answer.body().iterator();
            assertThat(Stream.generate(frames::next)
                            .filter(line -> line.contains("more"))
                            .limit(3))
                    .hasSize(3);
            client.shutdownNow();
        }
    }

    @Test
    void cancelsTheCallWhenTheClientGoesAway() throws Exception {
        var client = HttpClient.newHttpClient();
        var answer = client.send(post("narrow-model", "sse-endless"), BodyHandlers.ofLines());
        assertThat(answer.body().iterator().next()).contains("more");
        assertThat(calls(id).getBoolean("closed", false)).isFalse();
        client.shutdownNow();
        await().atMost(Duration.ofSeconds(30)).until(() -> calls(id).getBoolean("closed", false));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> api.usage("").jsonPath().getList("items").size() == 1);
    }

    private HttpResponse<String> whole(String model, String... script) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(post(model, script), BodyHandlers.ofString());
        }
    }

    private HttpRequest post(String model, String... script) {
        var body = request(model, id, script).put("stream", true);
        return HttpRequest.newBuilder(url)
                .header("Authorization", api.bearer(Scopes.MODELS_WRITE))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
    }

    private static String error(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        return new JsonObject(answer.body()).getJsonObject("error").getString("code");
    }

    /** The ledger is written a moment after the answer. */
    private void assertUsage(int prompt, int completion, boolean estimated) {
        await().untilAsserted(() -> {
            var item = api.usage("").jsonPath();
            assertThat(item.<Integer>get("items[0].promptTokens")).isEqualTo(prompt);
            assertThat(item.<Integer>get("items[0].completionTokens")).isEqualTo(completion);
            assertThat(item.<Boolean>get("items[0].estimated")).isEqualTo(estimated);
        });
    }
}

package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.calls;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class TextCompletionsTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @Test
    void goesToTheProviderAsItIs() {
        var body = request("json").put("suffix", "}").put("echo", true);
        post(body).then().statusCode(200).body("usage.total_tokens", equalTo(14));
        assertThat(calls(id).getString("path")).isEqualTo("/alpha/v1/completions");
        assertThat(new JsonObject(calls(id).getString("body"))).isEqualTo(body.put("model", "gpt-test"));
        charged(11, 3);
    }

    @Test
    void isStreamedAsItComes() {
        var stream = post(request("sse-text").put("stream", true)).asString();
        assertThat(stream).contains("\"text\":\"upon a time\"").endsWith("data: [DONE]\n\n");
        charged(5, 3);
    }

    @Test
    void isAnsweredFromTheCacheAsATextCompletionOnly() {
        var body = request("json");
        var cached = body.copy().put("cache", true);
        post(cached).then().header("x-focusforge-cache", equalTo("miss"));
        post(cached).then().header("x-focusforge-cache", equalTo("hit"));
        assertThat(new JsonObject(calls(id).getString("body"))).isEqualTo(body.put("model", "gpt-test"));
        var chat = cached.copy().put("messages", Api.request("default", id).getJsonArray("messages"));
        post(chat.copy()).then().header("x-focusforge-cache", equalTo("miss"));
        api.chat(chat).then().header("x-focusforge-cache", equalTo("miss"));
    }

    private void charged(int prompt, int completion) {
        await().untilAsserted(() -> api.usage("")
                .then()
                .body("items[0].promptTokens", equalTo(prompt))
                .body("items[0].completionTokens", equalTo(completion)));
    }

    private JsonObject request(String... script) {
        return new JsonObject()
                .put("model", "default")
                .put("prompt", new JsonArray(List.of("def f(x):", " {")))
                .put("x_id", id)
                .put("x_script", new JsonArray(List.of(script)));
    }

    private Response post(JsonObject body) {
        return api.with(Scopes.MODELS_WRITE).body(body.encode()).post("/v1/completions");
    }
}

package io.focusforge.ai.chat;

import static io.focusforge.ai.testing.Api.calls;
import static org.assertj.core.api.Assertions.assertThat;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as OpenAI's documentation shows them reach the provider to the byte, but for the name of the model. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class PassThroughTest {
    private final Api api = new Api();
    private final String id = Api.id();

    @ParameterizedTest
    @ValueSource(strings = {"tools", "images", "schema", "unknown"})
    void nothingIsChanged(String wire) throws Exception {
        var body = wire(wire).replaceFirst("\\{", "{\"x_id\": \"" + id + "\", ");
        api.with(Scopes.MODELS_WRITE)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(Api.CHAT)
                .then()
                .statusCode(200);
        assertThat(calls(id).getString("body")).isEqualTo(body.replace("\"default\"", "\"gpt-test\""));
    }

    @Test
    void theUsageAtTheEndOfAStreamIsTheProviders() {
        var body = """
                {"model": "default", "x_id": "%s", "x_script": ["sse"], "stream": true, "stream_options": {"include_usage": true, "include_obfuscation": false},
                 "messages": [{"role": "user", "content": "Hi"}]}""".formatted(id);
        var stream = api.with(Scopes.MODELS_WRITE).body(body).post(Api.CHAT).asString();
        assertThat(stream).contains("\"usage\":{\"prompt_tokens\":7").endsWith("data: [DONE]\n\n");
        assertThat(calls(id).getString("body")).isEqualTo(body.replace("\"default\"", "\"gpt-test\""));
    }

    private static String wire(String name) throws Exception {
        try (var in = PassThroughTest.class.getResourceAsStream("/wire/chat/" + name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

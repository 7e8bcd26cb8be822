package io.focusforge.ai.chat;

import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The model focusforge where orchestrator-service is away; what it answers is tested there, and all of the way end to end. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class SuiteChatTest {
    private final Api api = new Api();

    @Test
    void isUnavailableWhileTheOrchestratorIsAway() {
        var message = new JsonObject().put("role", "user").put("content", "Hello");
        api.chat(new JsonObject().put("model", "focusforge").put("messages", new JsonArray().add(message)))
                .then()
                .statusCode(503)
                .header("Retry-After", equalTo("2"))
                .header("x-focusforge-cache", equalTo("off"))
                .body("error.code", equalTo("model_unavailable"));
    }
}

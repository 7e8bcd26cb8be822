package io.focusforge.ai.reload;

import static io.focusforge.ai.testing.Api.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.LogRecorder;
import io.focusforge.ai.testing.RawProvider;
import io.focusforge.ai.testing.TableFile;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class HotReloadTest {
    private static final String KEY = "sk-x1-4f0c9secret";
    private static final String ANSWER = """
            {"id":"c","object":"chat.completion","choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":1,"completion_tokens":1}}""";

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private final Api api = new Api();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private RawProvider before;
    private RawProvider after;

    @BeforeEach
    void start() throws Exception {
        before = new RawProvider(exchange -> {
            if (exchange.body().contains("wait")) {
                var _ = released.thenRun(() -> exchange.say(200, "application/json", ANSWER.formatted("before")));
            } else if (exchange.body().contains("echo")) {
                exchange.say(401, "application/json", "{\"error\":{\"message\":\"Incorrect key: " + KEY + "\"}}");
            } else {
                exchange.say(200, "application/json", ANSWER.formatted("before"));
            }
        });
        after = new RawProvider(exchange -> exchange.say(200, "application/json", ANSWER.formatted("after")));
        TableFile.publish(table(before, "x-model"), "x-model", true);
    }

    @AfterEach
    void stop() throws Exception {
        TableFile.publish("", "x-model", false);
        before.stop();
        after.stop();
    }

    @Test
    void aNewTableIsUsedByNewCallsWhileThoseUnderWayEndOnTheOldOne() throws Exception {
        var underWay = CompletableFuture.supplyAsync(() -> said("wait"));
        await().until(() -> before.asked().size() == 1);
        TableFile.publish(table(after, "x-model,x-other"), "x-other", true);
        assertThat(said("json")).isEqualTo("after");
        assertThat(underWay).isNotDone();
        released.complete(null);
        assertThat(underWay.get(5, TimeUnit.SECONDS)).isEqualTo("before");
    }

    @Test
    void aProviderThatWasTakenOutEndsItsCalls() throws Exception {
        var underWay = CompletableFuture.supplyAsync(() -> said("wait"));
        await().until(() -> before.asked().size() == 1);
        TableFile.publish("", "x-model", false);
        api.chat(request("x-model", Api.id(), "json"))
                .then()
                .statusCode(404)
                .body("error.code", equalTo("model_not_found"));
        released.complete(null);
        assertThat(underWay.get(5, TimeUnit.SECONDS)).isEqualTo("before");
    }

    @Test
    void aliasesComeWithTheTable() {
        TableFile.publish(table(before, "x-model") + "aliases:\n  x-fast: {targets: x-model}\n", "x-fast", true);
        assertThat(new JsonObject(api.chat(request("x-fast", Api.id(), "json")).asString())
                        .getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("message")
                        .getString("content"))
                .isEqualTo("before");
        TableFile.publish(table(before, "x-model"), "x-fast", false);
    }

    @Test
    void aTableWithAMistakeIsRefusedWithItsPlaceAndTheOldOneStays() {
        try (var log = LogRecorder.start()) {
            TableFile.write(table(after, "x-model,x-other") + "    modles: x\n");
            log.awaits("line 9: focusforge.ai.providers.x-reload.modles is no setting");
            TableFile.write(table(after, "x-model").replace("http://", "ftp://"));
            log.awaits("line 2: provider 'x-reload' has a base-url that is no http(s) URL");
            TableFile.write(table(after, "x-model") + "aliases:\n  x-fast: {targets: x-none}\n");
            log.awaits("alias 'x-fast' has the target 'x-none', which no provider lists");
            TableFile.write(table(after, "x-model").replace("retries: 0", "retries: " + KEY));
            log.awaits("retries has a value that cannot be read");
            TableFile.write("providers: [" + KEY);
            log.awaits("is not YAML");
            assertThat(log.toString()).doesNotContain(KEY);
        }
        assertThat(said("json")).isEqualTo("before");
        assertThat(TableFile.models()).doesNotContain("x-other");
    }

    @Test
    void theKeyIsNowhereToBeSeen() {
        api.wantsItsTextsToBeSeen();
        try (var log = LogRecorder.start()) {
            TableFile.publish(table(before, "x-model,x-third"), "x-third", true);
            var refused = api.chat(request("x-model", Api.id(), "echo"));
            refused.then().statusCode(502).body("error.code", equalTo("model_error"));
            assertThat(refused.asString()).doesNotContain(KEY);
            assertThat(log.toString()).contains("Incorrect key: ***").doesNotContain(KEY);
        }
        assertThat(before.asked().getLast()).contains(KEY);
        for (var path : new String[] {"metrics", "health", "openapi"}) {
            assertThat(RestAssured.get(management + path).asString())
                    .isNotBlank()
                    .doesNotContain(KEY);
        }
    }

    private String said(String script) {
        return api.chat(request("x-model", Api.id(), script)).jsonPath().getString("choices[0].message.content");
    }

    private static String table(RawProvider provider, String models) {
        return """
                providers:
                  x-reload:
                    base-url: %s/v1
                    api-key: %s
                    models: %s
                    requests-per-minute: 0
                    max-concurrency: 20
                    retries: 0
                """.formatted(provider.url(), KEY, models);
    }
}

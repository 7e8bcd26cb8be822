package io.focusforge.ai.telemetry;

import static io.focusforge.ai.testing.Api.request;
import static io.focusforge.ai.testing.ReceivedSpans.attributes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.ai.testing.LogRecorder;
import io.focusforge.ai.testing.ReceivedSpans;
import io.focusforge.common.identity.Scopes;
import io.focusforge.local.testing.FocusForgeServers;
import io.focusforge.local.testing.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Prompts and answers are in spans and logs of the tenants that want it, and of nobody else. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
@WithTestResource(OtlpReceiver.class)
class ContentInSpansTest {
    private static final String PATH = "/api/v1/observability";

    private final Api api = new Api();
    private final ReceivedSpans spans = new ReceivedSpans();
    /** In the prompt, and what the provider answers or complains with. */
    private final String asked = "asked" + Api.id().replace("-", "");

    private final String said = "said" + Api.id().replace("-", "");

    @Test
    void withoutAWishNoTextIsInSpansOrLog() {
        try (var log = LogRecorder.start()) {
            ask(api, "json=" + said).then().statusCode(200);
            ask(api, "400=" + said + " " + asked).then().statusCode(400);
            ask(api, "broken=" + said).then().statusCode(502);
            ask(api, "broken={\"" + said + "\": tru").then().statusCode(502);
            stream(api, "sse=" + said).then().statusCode(200);
            stream(api, "sse-error=" + said).then().statusCode(502);
            answeredAgain();
            notJson();
            embed();
            spans.await("chat gpt-test", 10);
            assertThat(ReceivedSpans.everything()).doesNotContain(asked, said);
            log.awaits("HTTP 400 code=odd_words");
            assertThat(log.toString()).doesNotContain(asked, said);
        }
    }

    @Test
    void aTenantSeesItsOwnTextsAndTheOthersStayUnseen() {
        api.wantsItsTextsToBeSeen();
        var other = new Api();
        try (var log = LogRecorder.start()) {
            ask(api, "json=" + said).then().statusCode(200);
            var own = attributes(spans.await("chat gpt-test"));
            assertThat(messages(own, "input")).isEqualTo(message("user", asked));
            assertThat(messages(own, "output"))
                    .isEqualTo(message("assistant", said).put("finish_reason", "stop"));

            stream(api, "sse=" + said).then().statusCode(200);
            var streamed = attributes(spans.await("chat gpt-test", 2).getLast());
            assertThat(messages(streamed, "output")).isEqualTo(message("assistant", said));

            ask(other, "json=" + said).then().statusCode(200);
            var others = spans.await("chat gpt-test", 3).getLast();
            assertThat(attributes(others))
                    .containsEntry("tenant", other.tenant().toString());
            assertThat(others.toString()).doesNotContain(asked, said);

            ask(api, "400=" + said).then().statusCode(400);
            log.awaits(said);
        }
    }

    @Test
    void promptsCanBeSeenWithoutAnswersAndNothingAgain() {
        wish(api, "prompts").then().statusCode(200);
        ask(api, "json=" + said).then().statusCode(200);
        assertThat(attributes(spans.await("chat gpt-test")))
                .containsKey("gen_ai.input.messages")
                .doesNotContainKey("gen_ai.output.messages");
        wish(api, "none").then().statusCode(200);
        ask(api, "json=" + said).then().statusCode(200);
        Span last = spans.await("chat gpt-test", 2).getLast();
        assertThat(attributes(last)).doesNotContainKeys("gen_ai.input.messages", "gen_ai.output.messages");
    }

    @Test
    void onlyWhoAdministersModelsSetsTheWishAndItIsNoneUntilThen() {
        api.with(Scopes.MODELS_ADMIN).get(PATH).then().statusCode(200).body("content", equalTo("none"));
        api.with(Scopes.MODELS_WRITE).get(PATH).then().statusCode(403);
        api.with(Scopes.MODELS_WRITE)
                .body("{\"content\": \"all\"}")
                .put(PATH)
                .then()
                .statusCode(403);
        wish(api, "everything").then().statusCode(400).body("violations[0].field", equalTo("content"));
        wish(api, "prompts").then().statusCode(200);
        api.with(Scopes.MODELS_ADMIN).get(PATH).then().body("content", equalTo("prompts"));
        new Api().with(Scopes.MODELS_ADMIN).get(PATH).then().body("content", equalTo("none"));
    }

    private void answeredAgain() {
        var cached = body("json=" + said).put("cache", new JsonObject().put("semantic", true));
        post(api, cached).then().statusCode(200);
        post(api, cached).then().header("x-focusforge-cache", "hit");
    }

    private void notJson() {
        api.with(Scopes.MODELS_WRITE)
                .header("traceparent", spans.traceparent())
                .body("{\"model\": " + asked)
                .post(Api.CHAT)
                .then()
                .statusCode(400);
    }

    private void embed() {
        for (var model : new String[] {"embed-far", "all-minilm-l6-v2"}) {
            api.with(Scopes.MODELS_WRITE)
                    .header("traceparent", spans.traceparent())
                    .body(new JsonObject()
                            .put("model", model)
                            .put("input", asked)
                            .encode())
                    .post("/v1/embeddings")
                    .then()
                    .statusCode(200);
            spans.await("embeddings " + model);
        }
    }

    private static Response wish(Api who, String content) {
        return who.with(Scopes.MODELS_ADMIN)
                .body(new JsonObject().put("content", content).encode())
                .put(PATH);
    }

    private Response ask(Api who, String script) {
        return post(who, body(script));
    }

    private Response stream(Api who, String script) {
        return post(who, body(script).put("stream", true));
    }

    private JsonObject body(String script) {
        var message = new JsonObject().put("role", "user").put("content", asked);
        return request("gpt-test", Api.id(), script).put("messages", new JsonArray().add(message));
    }

    private Response post(Api who, JsonObject body) {
        return who.with(Scopes.MODELS_WRITE)
                .header("traceparent", spans.traceparent())
                .body(body.encode())
                .post(Api.CHAT);
    }

    private static JsonObject messages(Map<String, Object> attributes, String which) {
        return new JsonArray((String) attributes.get("gen_ai." + which + ".messages")).getJsonObject(0);
    }

    private static JsonObject message(String role, String text) {
        var part = new JsonObject().put("type", "text").put("content", text);
        return new JsonObject().put("role", role).put("parts", new JsonArray().add(part));
    }
}

package io.focusforge.ai.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider gets in place of what is personal, and what the client gets back. */
@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class MaskingTest {
    private static final String ADDRESS = "ada@example.com";
    private static final String MASKED = "Write to [EMAIL_1] or [PHONE_1].";

    private final Guarded guarded = new Guarded();

    @Test
    void aPromptGoesAsItIsUnlessTheTenantWantsOtherwise() {
        answer("echo").then().body("choices[0].message.content", equalTo(Guarded.SAID));
        assertThat(guarded.received()).contains(ADDRESS);
    }

    @Test
    void theProviderGetsPlaceholdersAndTheClientWhatItSent() {
        guarded.set("{\"mask\":\"restore\"}").statusCode(200);
        answer("echo")
                .then()
                .statusCode(200)
                .header("x-focusforge-masked", "2")
                .body("choices[0].message.content", equalTo(Guarded.SAID));
        assertThat(guarded.received()).contains(MASKED).doesNotContain(ADDRESS, "1234567");
    }

    @Test
    void theClientGetsPlaceholdersIfTheTenantWantsThat() {
        guarded.set("{\"mask\":\"mask\"}").statusCode(200);
        answer("echo").then().body("choices[0].message.content", equalTo(MASKED));
        assertThat(guarded.received()).doesNotContain(ADDRESS);
    }

    @Test
    void aStreamIsPutTogetherLetterByLetter() {
        guarded.set("{\"mask\":\"restore\"}");
        var stream = guarded.api()
                .chat(guarded.saying("sse-echo").put("stream", true))
                .asString();
        assertThat(said(stream)).isEqualTo(Guarded.SAID);
        assertThat(stream).endsWith("data: [DONE]\n\n");
        assertThat(guarded.received()).doesNotContain(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo-call", "sse-echo-call"})
    void callsOfToolsHaveTheRealArguments(String behaviour) {
        guarded.set("{\"mask\":\"restore\"}");
        var answer = guarded.api()
                .chat(guarded.saying(behaviour).put("stream", behaviour.startsWith("sse")))
                .asString();
        var arguments = behaviour.startsWith("sse")
                ? deltas(answer)
                        .filter(delta -> delta.containsKey("tool_calls"))
                        .map(delta -> delta.getJsonArray("tool_calls").getJsonObject(0))
                        .map(call -> call.getJsonObject("function").getString("arguments"))
                        .collect(Collectors.joining())
                : new JsonObject(answer)
                        .getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("message")
                        .getJsonArray("tool_calls")
                        .getJsonObject(0)
                        .getJsonObject("function")
                        .getString("arguments");
        assertThat(new JsonObject(arguments).getString("to")).isEqualTo(Guarded.SAID);
        assertThat(guarded.received()).doesNotContain(ADDRESS);
    }

    @Test
    void whatWasPutBackIsMaskedAgainInTheNextTurn() {
        guarded.set("{\"mask\":\"restore\"}");
        var call = new JsonObject()
                .put("id", "c")
                .put("function", new JsonObject().put("name", "f").put("arguments", "{\"to\":\"" + ADDRESS + "\"}"));
        var messages = new JsonArray()
                .add(Guarded.message("user", "Who?"))
                .add(Guarded.message("assistant", ADDRESS).put("tool_calls", new JsonArray().add(call)))
                .add(Guarded.message("tool", "sent to " + ADDRESS).put("tool_call_id", "c"))
                .add(Guarded.message(
                        "user",
                        new JsonArray().add(new JsonObject().put("type", "text").put("text", ADDRESS))));
        guarded.api()
                .chat(guarded.request("echo").put("messages", messages))
                .then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo(ADDRESS));
        assertThat(guarded.received())
                .contains("{\\\"to\\\":\\\"[EMAIL_1]\\\"}")
                .doesNotContain(ADDRESS);
    }

    @Test
    void whatTheOperatorSaysStaysUnlessTheTenantWantsItToo() {
        guarded.set("{\"mask\":\"mask\"}");
        var messages = new JsonArray()
                .add(Guarded.message("system", "You are help@example.com."))
                .add(Guarded.message("user", Guarded.SAID));
        guarded.api().chat(guarded.request("echo").put("messages", messages));
        assertThat(guarded.received()).contains("help@example.com");

        guarded.set("{\"mask\":\"mask\",\"roles\":[\"system\"],\"kinds\":[\"email\"]}");
        guarded.api().chat(guarded.request("echo").put("messages", messages));
        assertThat(guarded.received()).doesNotContain("help@example.com").contains(ADDRESS);
    }

    @Test
    void otherEndpointsMaskToo() {
        guarded.set("{\"mask\":\"restore\"}");
        var asked = new JsonObject()
                .put("model", "default")
                .put("x_id", guarded.id())
                .put("x_script", new JsonArray().add("echo"));
        guarded.post("/v1/responses", asked.copy().put("input", Guarded.SAID))
                .body("output[0].content[0].text", equalTo(Guarded.SAID));
        assertThat(guarded.received()).doesNotContain(ADDRESS);

        guarded.post(
                "/v1/completions",
                asked.copy().put("x_script", new JsonArray().add("json")).put("prompt", Guarded.SAID));
        assertThat(guarded.received()).doesNotContain(ADDRESS);

        guarded.post("/v1/embeddings", asked.copy().put("model", "embed-test").put("input", Guarded.SAID));
        assertThat(guarded.received()).contains(MASKED).doesNotContain(ADDRESS);
    }

    /** Who asks the same with another name gets the same answer, with that name in it: nobody's data is in the cache. */
    @Test
    void theCacheKnowsPlaceholdersOnly() {
        guarded.set("{\"mask\":\"restore\"}");
        cached("Greet ada@example.com").header("x-focusforge-cache", "miss");
        cached("Greet bob@example.com")
                .header("x-focusforge-cache", "hit")
                .body("choices[0].message.content", equalTo("Greet bob@example.com"));
    }

    private Response answer(String behaviour) {
        return guarded.api().chat(guarded.saying(behaviour));
    }

    private ValidatableResponse cached(String said) {
        return guarded.api()
                .chat(guarded.saying("echo")
                        .put("cache", true)
                        .put("messages", new JsonArray().add(Guarded.message("user", said))))
                .then();
    }

    private static String said(String stream) {
        return deltas(stream).map(delta -> delta.getString("content", "")).collect(Collectors.joining());
    }

    private static Stream<JsonObject> deltas(String stream) {
        return stream.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> new JsonObject(line.substring("data: ".length())).getJsonArray("choices"))
                .filter(choices -> !choices.isEmpty())
                .map(choices -> choices.getJsonObject(0).getJsonObject("delta"));
    }
}

package io.focusforge.ai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.focusforge.ai.testing.Api;
import io.focusforge.ai.testing.FakeProviders;
import io.focusforge.local.testing.FocusForgeServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = FocusForgeServers.class, initArgs = @ResourceArg(name = "service", value = "ai"))
@WithTestResource(FakeProviders.class)
class ExtractiveChatTest {
    private final Api api = new Api();

    @Test
    void answersWithSentencesOfTheContextAndSaysWhich() {
        api.chat(ask("When does finance deliver the numbers?"))
                .then()
                .statusCode(200)
                .body("object", equalTo("chat.completion"))
                .body("model", equalTo("focusforge-extractive"))
                .body("choices[0].message.role", equalTo("assistant"))
                .body("choices[0].message.content", equalTo("Finance delivers the numbers by Thursday. [1]"))
                .body("choices[0].finish_reason", equalTo("stop"))
                .body("citations[0].index", equalTo(1))
                .body("citations[0].message", equalTo(1))
                .body("citations[0].text", equalTo("Finance delivers the numbers by Thursday."))
                .body("usage.prompt_tokens", greaterThan(20))
                .body("usage.completion_tokens", greaterThan(5));
    }

    @Test
    void saysThatItFoundNothing() {
        api.chat(ask("Who won the chess tournament?"))
                .then()
                .statusCode(200)
                .body("choices[0].message.content", startsWith("I found nothing"))
                .body("citations", hasSize(0));
    }

    @Test
    void neitherTheQuestionNorItsOwnWordsAreContext() {
        var body = new JsonObject()
                .put("model", "focusforge-extractive")
                .put(
                        "messages",
                        new JsonArray()
                                .add(message("assistant", "Finance delivers the numbers on Monday."))
                                .add(message("user", "Finance delivers which numbers?")));
        api.chat(body).then().statusCode(200).body("citations", hasSize(0));
    }

    @Test
    void streams() {
        var body = ask("When does finance deliver the numbers?")
                .put("stream", true)
                .put("stream_options", new JsonObject().put("include_usage", true));
        var answer = api.chat(body);
        assertThat(answer.contentType()).startsWith("text/event-stream");
        var frames = answer.asString().split("\n\n");
        assertThat(frames).hasSize(5);
        assertThat(frames[0]).contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}");
        assertThat(frames[1]).contains("\"delta\":{\"content\":\"Finance delivers the numbers by Thursday. [1]\"}");
        assertThat(frames[2]).contains("\"finish_reason\":\"stop\"", "\"citations\":[{\"index\":1");
        assertThat(frames[3]).contains("\"choices\":[]", "\"usage\":{\"prompt_tokens\":");
        assertThat(frames[4]).isEqualTo("data: [DONE]");
    }

    @Test
    void isAccountedAsFree() {
        api.chat(ask("numbers")).then().statusCode(200);
        await().untilAsserted(() -> api.usage("")
                .then()
                .body("items[0].model", equalTo("focusforge-extractive"))
                .body("items[0].costMicros", equalTo(0)));
    }

    private static JsonObject ask(String question) {
        return new JsonObject()
                .put("model", "focusforge-extractive")
                .put("temperature", 0.2)
                .put(
                        "messages",
                        new JsonArray()
                                .add(message("system", "You help with notes."))
                                .add(
                                        new JsonObject()
                                                .put("role", "user")
                                                .put(
                                                        "content",
                                                        new JsonArray()
                                                                .add(
                                                                        new JsonObject()
                                                                                .put("type", "text")
                                                                                .put(
                                                                                        "text",
                                                                                        "The board meets on 12 November. Finance delivers the numbers by Thursday."))))
                                .add(message("user", question)));
    }

    private static JsonObject message(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }
}

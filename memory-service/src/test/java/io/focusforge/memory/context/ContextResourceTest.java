package io.focusforge.memory.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.focusforge.memory.conversations.Talk;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class ContextResourceTest {
    private Talk talk;

    @BeforeEach
    void begin() {
        talk = Talk.fresh();
    }

    @Test
    void fitsAConversationIntoItsTokens() {
        talk.say("system", "Be brief.");
        talk.post("/messages", "{\"role\": \"user\", \"content\": \"I am allergic to nuts.\", \"pinned\": true}");
        for (var i = 0; i < 60; i++) {
            talk.say(i % 2 == 0 ? "user" : "assistant", "Number %d of many words that take some room".formatted(i));
        }
        talk.put("/summary", "{\"text\": \"They counted.\", \"upTo\": 40}").statusCode(200);
        var context = talk.get("/context?tokens=200").statusCode(200);
        var numbers = context.extract().<java.util.List<Integer>>path("messages.seq");
        assertThat(numbers).startsWith(1, 2).endsWith(61, 62).hasSizeBetween(10, 20);
        assertThat(context.extract().<Integer>path("tokens")).isBetween(180, 200);
        context.body("summary.text", equalTo("They counted."))
                .body("omitted.count", equalTo(62 - numbers.size()))
                .body("omitted.from", equalTo(3))
                .body("omitted.to", equalTo(numbers.get(2) - 1))
                .body("omitted.unsummarised", equalTo(numbers.get(2) - 41));
    }

    @Test
    void countsTokensAsModelsDo() {
        talk.say("user", "Hello, world!");
        talk.get("/context").body("messages.tokens", contains(8)).body("tokens", equalTo(8));
    }

    @Test
    void isEmptyBeforeAnythingIsSaid() {
        talk.get("/context")
                .statusCode(200)
                .body("messages.size()", equalTo(0))
                .body("omitted.count", equalTo(0))
                .body("summary", nullValue());
    }

    @Test
    void refusesBudgetsThatMakeNoSense() {
        talk.say("system", "Never say more than you know.");
        for (var tokens : new String[] {"0", "-1", "many", "250001", "5"}) {
            talk.get("/context?tokens=" + tokens)
                    .statusCode(400)
                    .body("code", equalTo("invalid_request"))
                    .body("violations[0].field", equalTo("tokens"));
        }
    }
}

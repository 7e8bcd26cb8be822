package io.focusforge.memory.messagesearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Forgetting;
import io.focusforge.memory.conversations.ConversationKey;
import io.focusforge.memory.conversations.ConversationSweeper;
import io.focusforge.memory.conversations.Talk;
import io.focusforge.memory.memories.Owner;
import io.focusforge.memory.messages.TestAppends;
import io.focusforge.memory.testing.Client;
import io.focusforge.memory.testing.MovableClock;
import io.focusforge.memory.testing.OnRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnRealServers
class MessageSearchTest {
    private final Client client = Client.fresh();

    @Inject
    TestAppends appends;

    @Inject
    MessageIndex index;

    @Inject
    Forgetting forgetting;

    @Inject
    ConversationSweeper sweeper;

    @Inject
    MovableClock clock;

    @AfterEach
    void backToNow() {
        clock.reset();
    }

    @Test
    void findsByTheStemsOfWordsAndRareOnesFirst() {
        var talk = Talk.of(client);
        talk.say("user", "We talked about the printers and the weather");
        talk.say("assistant", "Printers are on the second floor");
        talk.say("user", "The heliotrope printer is broken");
        awaitFound("printer heliotropes", 3);
        search("{\"query\": \"printer heliotropes\"}")
                .body("items[0].message.content", equalTo("The heliotrope printer is broken"))
                .body("items[0].message.seq", equalTo(3))
                .body("items[0].conversationId", equalTo(talk.id()));
        search("{\"query\": \"printer\", \"roles\": [\"assistant\"]}")
                .body("items.message.content", contains("Printers are on the second floor"));
        search("{\"query\": \"the\"}").body("items", empty());
    }

    @Test
    void searchesOneConversationOrAllOfAUser() {
        var one = Talk.of(client);
        var other = Talk.of(client);
        one.post("/messages/batch", """
                {"messages": [{"role": "user", "content": "nothing"}, {"role": "user", "content": "Ship the invoice"}]}""");
        other.say("user", "Pay the invoice");
        awaitFound("invoice", 2);
        search("{\"query\": \"invoice\", \"conversation\": \"%s\"}".formatted(one.id()))
                .body("items.message.content", contains("Ship the invoice"));
        client.colleague()
                .post(Talk.PATH + "/search", "{\"query\": \"invoice\"}")
                .statusCode(200)
                .body("items", empty());
        client.colleague()
                .post(Talk.PATH + "/search", "{\"query\": \"invoice\", \"conversation\": \"%s\"}".formatted(one.id()))
                .statusCode(404);
    }

    @Test
    void findsWhatAProcessThatDiedHasAppended() {
        var talk = Talk.of(client);
        appends.appendAndDie(key(talk), 0, "Written in the last moment");
        appends.appendAndDie(key(talk), 0, "And once more");
        awaitFound("moment", 1);
        talk.get("").body("lastSeq", equalTo(2));
        talk.say("user", "on we go");
        talk.get("/messages").body("items.seq", contains(1, 2, 3));
    }

    @Test
    void forgetsWhatIsDeletedAlsoWhenASlowReplicaBringsItBack() {
        var talk = Talk.of(client);
        talk.say("user", "A secret");
        awaitFound("secret", 1);
        talk.delete().statusCode(204);
        assertThat(found("secret")).isEmpty();
        assertThat(appends.count(key(talk))).isZero();
        appends.appendAndDie(key(talk), 1, "The secret again");
        clock.moveBy(Duration.ofMinutes(11));
        sweeper.sweep();
        assertThat(appends.count(key(talk))).isZero();
        assertThat(index.remove(key(talk), 10)).isZero();
    }

    @Test
    void erasesWhatAPersonHasSaid() {
        var talk = Talk.of(client);
        Talk.of(client);
        talk.say("user", "My name is Ada");
        var colleague = Talk.of(client.colleague());
        colleague.say("user", "Ada who?");
        awaitFound("Ada", 1);
        var forgotten = forgetting.step(new DataSubject(client.tenant(), client.user()));
        assertThat(forgotten.erased()).containsEntry("conversations", 3L);
        assertThat(appends.count(key(talk))).isZero();
        client.request().get(Talk.PATH).then().body("items", empty());
        assertThat(forgetting
                        .step(new DataSubject(client.tenant(), client.user()))
                        .erased())
                .containsEntry("conversations", 0L);
        colleague.get("").statusCode(200);
    }

    @Test
    void indexesTheLargestMessageUpToItsBound() {
        var talk = Talk.of(client);
        var words = new StringBuilder("beginning ");
        for (var i = 0; words.length() < 200_000; i++) {
            words.append("wörter-").append(i).append("-http://a.b/").append(i).append(' ');
        }
        talk.say("user", words.append("end").toString());
        awaitFound("beginning", 1);
    }

    @Test
    void refusesWhatMakesNoSense() {
        for (var body : new String[] {
            "{}",
            "{\"query\": \" \"}",
            "{\"query\": \"x\", \"limit\": 0}",
            "{\"query\": \"x\", \"limit\": 10000}",
            "{\"query\": \"x\", \"roles\": []}",
            "{\"query\": \"%s\"}".formatted("x".repeat(401))
        }) {
            client.post(Talk.PATH + "/search", body).statusCode(400).body("code", equalTo("invalid_request"));
        }
    }

    private void awaitFound(String query, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(found(query)).hasSize(count));
    }

    private List<String> found(String query) {
        return search("{\"query\": \"%s\"}".formatted(query)).extract().path("items.message.content");
    }

    private ValidatableResponse search(String body) {
        return client.post(Talk.PATH + "/search", body).statusCode(200);
    }

    private ConversationKey key(Talk talk) {
        return ConversationKey.of(new Owner(client.tenant(), client.user()), talk.id());
    }
}

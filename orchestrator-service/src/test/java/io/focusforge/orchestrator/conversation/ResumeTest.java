package io.focusforge.orchestrator.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.sse.Outlet;
import io.focusforge.common.sse.Watch;
import io.focusforge.orchestrator.testing.Library;
import io.focusforge.orchestrator.testing.Neighbours;
import io.focusforge.orchestrator.testing.Neighbours.Reply;
import io.focusforge.orchestrator.testing.Talks;
import io.focusforge.orchestrator.testing.Voice;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an answer whose listener, replica, or Redis goes away. */
@QuarkusTest
@WithNeighbours
class ResumeTest {
    private static final Map<String, Object> QUESTION = Map.of("content", "When is the canteen open?");

    private final Asker asker = Asker.fresh();

    @Inject
    Vertx vertx;

    @Inject
    @RedisClientName("cache")
    Redis redis;

    @Inject
    @RedisClientName("cache")
    RedisDataSource redisData;

    @Inject
    OpenAnswers open;

    @Inject
    AnswerStore store;

    @Inject
    Texts texts;

    @Inject
    Story story;

    @Inject
    Keeping keeping;

    @Inject
    AnswerConfig config;

    @Inject
    MeterRegistry meters;

    @BeforeEach
    void reset() {
        Neighbours.reset();
        Library.reset();
        Voice.reset();
        Talks.away(false);
        Neighbours.model(chain -> Reply.status(500));
        Library.has("The canteen is closed on Mondays.");
    }

    private static final class Ear implements Outlet {
        private final StringBuffer heard = new StringBuffer();
        private volatile boolean ended;

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public boolean isGone() {
            return ended;
        }

        @Override
        public void write(String frames) {
            heard.append(frames);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    /** A replica that shares nothing with this one but Redis and Postgres. */
    private AnswerWatches elsewhere() {
        var lines = new WordsInRedis(vertx, redis, config);
        lines.start(null);
        var watches = new AnswerWatches(lines, open, texts, story, config, Clock.systemUTC());
        watches.start(null, meters);
        return watches;
    }

    @Test
    void goesOnElsewhereWithTheSameAnswerAfterACut() {
        Voice.says("It is ", "closed on Mondays [1: \"closed on Mondays\"]");
        var first = asker.stream(QUESTION);
        await().until(() -> first.words().contains("citation"));
        first.cut();

        var there = elsewhere();
        var ear = new Ear();
        var seen = new AnswerWatches.Seen(Position.of(first.events.get(1).id()), 0);
        there.add(new Watch<>(asker.key(first.id()), asker.user().tenant(), seen, ear, Instant.now()));
        await().until(() -> ear.heard.indexOf("citation") > 0);
        Voice.saysOnly(", as a rule.");
        await().until(() -> ear.ended);
        there.stop(null);

        var rest = asker.follow(first.id(), first.events.get(1).id());
        await().until(() -> rest.ended);
        assertThat(first.events.get(1).data().path("text").asText() + rest.text())
                .isEqualTo("It is closed on Mondays [1], as a rule.");
        assertThat(rest.words()).endsWith("citation", "text", "done");
        assertThat(asker.follow(first.id(), rest.last().id()).status).isEqualTo(204);
        assertThat(asker.talk().contents()).hasSize(2);
    }

    @Test
    void tellsTheRestAtTheEndWhenRedisLosesTheWords() {
        Voice.says("It is");
        var first = asker.stream(QUESTION);
        await().until(() -> first.text().equals("It is"));
        var follower = asker.follow(first.id(), null);
        await().until(() -> follower.text().equals("It is"));
        redisData.execute("FLUSHALL");
        Voice.saysOnly(" closed [1: \"closed on Mondays\"] ", "today.");
        await().until(() -> first.ended && follower.ended);
        assertThat(follower.text()).isEqualTo(first.text()).isEqualTo("It is closed [1] today.");
        assertThat(follower.last().data()).isEqualTo(first.last().data());
        assertThat(follower.words()).containsOnlyOnce("citation");
    }

    @Test
    void tellsOfTheEndWhenItsMessagesAreKept() {
        Voice.says("It is");
        var first = asker.stream(QUESTION);
        await().until(() -> first.text().equals("It is"));
        redisData.execute("FLUSHALL");
        var key = asker.key(first.id());
        var watch = new Watch<>(
                key, asker.user().tenant(), new AnswerWatches.Seen(Position.BEGINNING, 0), new Ear(), Instant.now());
        var there = elsewhere();
        var result = new Result(List.of(), "fake-1", false, "stop", null, null, null);
        var ended = open.find(List.of(key)).get(key).ended(AnswerState.DONE, "It is", result, Instant.now());

        assertThat(store.end(ended, Instant.now().plusSeconds(60))).isTrue();
        assertThat(there.look(List.of(watch)).get(watch)).isEmpty();
        var asking = UUID.randomUUID();
        store.kept(ended.kept(asking, null));
        assertThat(there.look(List.of(watch)).get(watch))
                .hasValueSatisfying(news -> assertThat(news.toString()).contains(asking.toString()));
        there.stop(null);
        Voice.saysOnly(" closed.");
        await().until(() -> first.ended);
    }

    @Test
    void goesOnWithoutItsClientUnlessAskedToStop() throws InterruptedException {
        Voice.says("It is");
        var going = asker.stream(QUESTION);
        await().until(() -> going.text().equals("It is"));
        going.cut();
        Voice.saysOnly(" closed.");
        await().until(() -> asker.get(going.id()).path("state").asText().equals("done"));
        assertThat(asker.talk().contents()).endsWith("assistant: It is closed.");

        Voice.reset();
        Voice.says("It was");
        var ending = asker.stream(Map.of("content", "And before?", "onDisconnect", "stop"));
        await().until(() -> ending.text().equals("It was"));
        ending.cut();
        await().until(() -> asker.get(ending.id()).path("state").asText().equals("stopped"));
        assertThat(Voice.isHungUpOn()).isTrue();
        await().until(() -> asker.talk().contents().getLast().equals("assistant: It was"));
    }

    @Test
    void stopsWithWhatWasSaidAsItsMessage() throws InterruptedException {
        Voice.says("One two three");
        var stream = asker.stream(QUESTION);
        await().until(() -> stream.text().equals("One two three"));
        assertThat(asker.request()
                        .post(asker.path() + "/" + stream.id() + "/stop")
                        .statusCode())
                .isEqualTo(202);
        await().until(() -> stream.ended);
        assertThat(stream.last().word()).isEqualTo("stopped");
        assertThat(stream.last().data().path("text").asText()).isEqualTo("One two three");
        assertThat(Voice.isHungUpOn()).isTrue();
        assertThat(asker.talk().contents()).endsWith("assistant: One two three");
    }

    @Test
    void stopsAtTheReplicaThatMakesItWhereverItIsAsked() {
        Voice.says("One two three");
        var stream = asker.stream(QUESTION);
        await().until(() -> stream.text().equals("One two three"));
        store.stop(asker.key(stream.id()));
        await().until(() -> stream.ended);
        assertThat(stream.last().word()).isEqualTo("stopped");
    }

    @Test
    void hasFailedAndKeepsTheQuestionWhenItsReplicaIsDead() {
        var now = Instant.now();
        var key = asker.key(UUID.randomUUID().toString());
        var asked = new Asked("Anybody there?", null, false);
        var row = new AnswerRow(key, AnswerState.RUNNING, true, asked, null, null, null, null, null, now, null);
        store.insert(Keeping.place(key).caller(), row, Optional.empty(), now.minusSeconds(1));
        var follower = asker.follow(key.id().toString(), null);
        await().atMost(Duration.ofSeconds(30)).until(() -> follower.ended);
        assertThat(follower.words()).containsExactly("failed");
        assertThat(follower.last().data().at("/error/code").asText()).isEqualTo("interrupted");
        await().until(() -> asker.talk().contents().equals(List.of("user: Anybody there?")));
    }

    @Test
    void keepsMessagesLaterWhenMemoryIsAwayAtTheEnd() {
        Voice.says("It is");
        var stream = asker.stream(QUESTION);
        await().until(() -> asker.talk().messages.size() == 1);
        Talks.away(true);
        Voice.saysOnly(" closed.");
        await().until(() -> stream.ended);
        assertThat(stream.last().data().path("text").asText()).isEqualTo("It is closed.");
        assertThat(stream.last().data().has("message")).isFalse();
        assertThat(asker.get(stream.id()).path("text").asText()).isEqualTo("It is closed.");
        Talks.away(false);
        var row = store.find(asker.key(stream.id())).orElseThrow();
        keeping.all(row, CompletableFuture.failedFuture(new IllegalStateException()));
        keeping.all(row, CompletableFuture.failedFuture(new IllegalStateException()));
        assertThat(asker.talk().contents())
                .containsExactly("user: " + QUESTION.get("content"), "assistant: It is closed.");
        assertThat(asker.get(stream.id()).path("text").asText()).isEqualTo("It is closed.");
    }

    @Test
    void refusesAnIdOfAnotherStream() {
        Voice.saysOnly("Yes.");
        var id = asker.answer("Really?").path("id").asText();
        var path = asker.path() + "/" + id + "/events";
        assertThat(asker.request().header("Last-Event-ID", "nonsense").get(path).statusCode())
                .isEqualTo(400);
    }
}

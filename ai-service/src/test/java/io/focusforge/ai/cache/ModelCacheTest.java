package io.focusforge.ai.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas over a Redis of their own, which comes and goes. */
class ModelCacheTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Client ada = Client.any();
    private final AtomicInteger asked = new AtomicInteger();
    private Replicas replicas;
    private ModelCache one;
    private ModelCache other;

    @BeforeEach
    void start() throws Exception {
        replicas = new Replicas();
        one = replicas.start(Map.of("max-entry", "2000"));
        other = replicas.start(Map.of("max-entry", "2000"));
    }

    @AfterEach
    void stop() throws Exception {
        replicas.close();
    }

    @Test
    void everyReplicaHasTheAnswerOfAny() {
        assertThat(ada.ask(one, request("a"), this::model)).isEqualTo("answer 1");
        assertThat(ada.ask(one, request("a"), this::model)).isEqualTo("answer 1");
        awaitHit(ada, other, request("a"));
        assertThat(((Lookup.Hit) ada.look(other, request("a"))).answer())
                .usingRecursiveComparison()
                .isEqualTo(((Lookup.Hit) ada.look(one, request("a"))).answer());
        assertThat(ada.ask(one, request("b"), this::model)).isEqualTo("answer 2");
    }

    @Test
    void nobodyElseGetsAnAnswerThatIsNotShared() {
        ada.ask(one, request("a"), this::model);
        awaitHit(ada, other, request("a"));
        for (var stranger :
                List.of(ada.colleague(), Client.any(), new Client(Client.any().tenant(), ada.user(), null))) {
            assertThat(hits(stranger, one, request("a"))).isFalse();
            assertThat(hits(stranger, other, request("a"))).isFalse();
        }
    }

    @Test
    void everyReplicaForgetsOneUserAndNobodyElse() {
        var colleague = ada.colleague();
        ada.ask(one, request("a", "\"namespace\":\"x\""), this::model);
        ada.ask(one, request("a"), this::model);
        awaitHit(ada, other, request("a"));
        colleague.ask(one, request("a"), this::model);

        assertThat(one.ofUsers().forget(ada.tenant(), ada.user())).isGreaterThanOrEqualTo(2);

        assertThat(hits(ada, one, request("a"))).isFalse();
        assertThat(hits(ada, one, request("a", "\"namespace\":\"x\""))).isFalse();
        await().atMost(PATIENCE).until(() -> !hits(ada, other, request("a")));
        awaitHit(colleague, other, request("a"));
        assertThat(one.ofUsers().forget(ada.tenant(), ada.user())).isZero();
    }

    @Test
    void colleaguesGetWhatBothShareAndOtherTenantsNever() {
        var shared = request("a", "\"share\":\"tenant\"");
        ada.ask(one, shared, this::model);
        awaitHit(ada.colleague(), other, shared);
        assertThat(hits(ada.colleague(), other, request("a"))).isFalse();
        assertThat(hits(Client.any(), other, shared)).isFalse();
    }

    @Test
    void oneCallAnswersAllWhoAskAtTheSameTime() throws Exception {
        var started = new CountDownLatch(64);
        var answers = together(64, i -> {
            started.countDown();
            return ada.ask(i % 2 == 0 ? one : other, request("a"), () -> {
                awaitZero(started);
                return model();
            });
        });
        assertThat(answers).hasSize(64).containsOnly("answer 1");
        assertThat(asked).hasValue(1);
        assertThat(one.underWay() + other.underWay()).isZero();
    }

    @Test
    void whenACallFailsOneOfThoseWhoWaitGoesNext() throws Exception {
        var started = new CountDownLatch(32);
        var answers = together(32, i -> {
            started.countDown();
            return ada.ask(i % 2 == 0 ? one : other, request("a"), () -> {
                awaitZero(started);
                var answer = model();
                return answer.equals("answer 1") ? null : answer;
            });
        });
        assertThat(answers).filteredOn(answer -> answer == null).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer != null).containsOnly("answer 2");
        assertThat(asked).hasValue(2);
    }

    @Test
    void nobodyWaitsBeyondHalfOfItsTime() throws Exception {
        var stuck = (Lookup.Miss) ada.look(one, request("a"));
        var waited = together(2, i -> {
            var begun = System.nanoTime();
            assertThat(ada.inAHurry(Duration.ofSeconds(4)).ask(i == 0 ? one : other, request("a"), () -> null))
                    .isNull();
            return Duration.ofNanos(System.nanoTime() - begun).toMillis();
        });
        assertThat(waited).allSatisfy(millis -> assertThat(millis).isBetween(1_990L, 3_990L));
        stuck.recording().close();
    }

    @Test
    void aStreamComesAgainByteForByte() {
        var stream = request("a").replace("\"m\"", "\"m\",\"stream\":true");
        var frames = List.of("data: {\"choices\":[{\"delta\":{\"con", "tent\":\"ä\"}}]}\n\ndata: [DO", "NE]\n\n");
        try (var recording = ((Lookup.Miss) ada.look(one, stream)).recording()) {
            frames.forEach(frame -> recording.add(Client.bytes(frame)));
            recording.ended(Client.ORIGIN);
        }
        awaitHit(ada, other, stream);
        for (var cache : List.of(one, other)) {
            assertThat(ada.ask(cache, stream, this::model)).isEqualTo(String.join("", frames));
            assertThat(hits(ada, cache, request("a"))).isFalse();
        }
    }

    @Test
    void keepsNoStreamThatBrokeOffOrGrewTooLarge() {
        var stream = request("a").replace("\"m\"", "\"m\",\"stream\":true");
        try (var recording = ((Lookup.Miss) ada.look(one, stream)).recording()) {
            recording.add(Client.bytes("data: {}\n\n"));
            recording.ended(Client.ORIGIN);
        }
        try (var recording = ((Lookup.Miss) ada.look(one, stream)).recording()) {
            recording.add(Client.bytes("data: \"" + "x".repeat(2_000) + "\"\n\n"));
            assertThat(recording.listens()).isFalse();
            recording.add(Client.bytes("data: [DONE]\n\n"));
            recording.ended(Client.ORIGIN);
        }
        assertThat(hits(ada, one, stream)).isFalse();
    }

    @Test
    void aDroppedNamespaceIsGoneEverywhere() {
        var faq = request("a", "\"namespace\":\"faq\"");
        ada.ask(one, faq, this::model);
        ada.ask(one, request("a"), this::model);
        awaitHit(ada, other, faq);
        awaitHit(ada, other, request("a"));

        assertThat(one.drop(new Pool.Namespace(ada.tenant(), "faq"))).isTrue();
        assertThat(hits(ada, one, faq)).isFalse();
        await().atMost(PATIENCE).until(() -> !hits(ada, other, faq));
        assertThat(hits(ada, other, request("a"))).isTrue();
    }

    @Test
    void anAnswerThatWasAskedForBeforeTheDropIsNotKept() throws Exception {
        ada.ask(one, request("sentinel"), this::model);
        var late = (Lookup.Miss) ada.look(one, request("a"));
        other.drop(new Pool.Namespace(ada.tenant(), "default"));
        await().atMost(PATIENCE).until(() -> !hits(ada, one, request("sentinel")));

        late.recording().whole(Client.bytes("old"), Client.ORIGIN);
        await().during(Duration.ofMillis(200))
                .until(() -> !hits(ada, one, request("a")) && !hits(ada, other, request("a")));
    }

    @Test
    void anAnswerIsKeptForItsTime() throws Exception {
        var request = request("a", "\"ttl\":60");
        ada.ask(one, request, this::model);
        awaitHit(ada, other, request);
        replicas.clock.advance(Duration.ofSeconds(59));
        assertThat(((Lookup.Hit) ada.look(one, request)).age()).hasSeconds(59);
        var key = redis(Request.cmd(Command.KEYS).arg("ff:{" + ada.tenant() + "}:mc:e:*"))
                .get(0);
        assertThat(redis(Request.cmd(Command.PTTL).arg(key.toString())).toLong())
                .isBetween(1L, 60_000L);

        replicas.clock.advance(Duration.ofSeconds(1));
        assertThat(ada.ask(one, request, this::model)).isEqualTo("answer 2");
    }

    @Test
    void goesOnAloneWithoutRedis() throws Exception {
        ada.ask(one, request("a"), this::model);
        replicas.stopRedis();
        assertThat(ada.ask(one, request("a"), this::model)).isEqualTo("answer 1");
        assertThat(ada.ask(one, request("b"), this::model)).isEqualTo("answer 2");
        assertThat(ada.ask(one, request("b"), this::model)).isEqualTo("answer 2");
        assertThat(one.drop(new Pool.Namespace(ada.tenant(), "default"))).isFalse();
        assertThat(ada.ask(one, request("a"), this::model)).isEqualTo("answer 3");

        replicas.startRedis();
        replicas.awaitShared();
        await().atMost(PATIENCE).until(() -> !hits(ada, one, request("b")));
    }

    @Test
    void asksAnewWhenTheCallerWantsThat() {
        ada.ask(one, request("a"), this::model);
        assertThat(ada.ask(one, request("a", "\"no-cache\":true,\"ttl\":60"), this::model))
                .isEqualTo("answer 2");
        assertThat(ada.ask(one, request("a"), this::model)).isEqualTo("answer 2");
        assertThat(ada.ask(one, request("b", "\"no-store\":true,\"ttl\":60"), this::model))
                .isEqualTo("answer 3");
        assertThat(ada.ask(one, request("b"), this::model)).isEqualTo("answer 4");
    }

    private String model() {
        return "answer " + asked.incrementAndGet();
    }

    private static String request(String question) {
        return request(question, "");
    }

    private static String request(String question, String cache) {
        return "{\"model\":\"m\",\"cache\":{%s},\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]}"
                .formatted(cache, question);
    }

    private static void awaitHit(Client client, ModelCache cache, String request) {
        await().atMost(PATIENCE).until(() -> hits(client, cache, request));
    }

    private static boolean hits(Client client, ModelCache cache, String request) {
        return switch (client.look(cache, request)) {
            case Lookup.Hit hit -> true;
            case Lookup.Miss miss -> {
                miss.recording().close();
                yield false;
            }
        };
    }

    private io.vertx.redis.client.Response redis(Request request) throws Exception {
        return replicas.client()
                .send(request)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    private static void awaitZero(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> together(int callers, java.util.function.IntFunction<T> ask) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, callers)
                    .mapToObj(i -> (Callable<T>) () -> ask.apply(i))
                    .toList();
            var answers = new ArrayList<T>();
            for (var answer : threads.invokeAll(tasks, 30, TimeUnit.SECONDS)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}

package io.focusforge.ai.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.ai.breaker.Admission.Admitted;
import io.focusforge.ai.breaker.Admission.Refused;
import io.focusforge.ai.step.Waiting;
import io.focusforge.local.server.Ports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Three replicas over a Redis of their own, which comes and goes. */
class SharedBreakersTest {
    private static final BreakerRule LONG = new BreakerRule(3, Duration.ofMinutes(5));
    private static final BreakerRule SHORT = new BreakerRule(3, Duration.ofMillis(1500));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROBE_LEASE = Duration.ofMillis(2500);

    private final List<Replica> replicas = new ArrayList<>();
    private RedisServer server;
    private int port;

    private record Config(Duration redisTimeout, Duration readEvery, Duration probeLease) implements BreakerConfig {}

    /** A replica with event loops and connections of its own. */
    private record Replica(Vertx vertx, Redis redis, Breakers breakers) {
        Breaker breaker(BreakerRule rule) {
            return breakers.of("p", "m", rule);
        }

        boolean feeds() throws Exception {
            var subscribed = redis.send(
                            Request.cmd(Command.PUBSUB).arg("NUMSUB").arg(RedisReplicas.CHANNEL))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            return subscribed.get(1).toInteger() == 4;
        }
    }

    @BeforeEach
    void start() throws IOException {
        port = Ports.free(1).getFirst();
        startRedis();
        for (var i = 0; i < 3; i++) {
            join();
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (var replica : replicas) {
            leave(replica);
        }
        server.stop();
    }

    @Test
    void whatOneReplicaOpensIsOpenInAll() {
        fail(replicas.get(0).breaker(LONG), 3);
        await().atMost(PATIENCE).until(() -> replicas.stream().allMatch(replica -> open(replica, LONG)));
        assertThat(((Refused) Waiting.until(replicas.get(2).breaker(LONG).admit())).retryAfter())
                .isBetween(Duration.ofMinutes(4), LONG.openFor());
    }

    @Test
    void anotherModelOfTheSameProviderIsLeftInPeace() {
        fail(replicas.get(0).breaker(LONG), 3);
        await().atMost(PATIENCE).until(() -> open(replicas.get(1), LONG));
        assertThat(Waiting.until(
                        replicas.get(1).breakers().of("p", "other", LONG).admit()))
                .isEqualTo(new Admitted(false));
    }

    @Test
    void aReplicaThatJoinsLaterKnows() {
        fail(replicas.get(0).breaker(LONG), 3);
        await().atMost(PATIENCE).until(() -> open(replicas.get(1), LONG));
        var late = join();
        await().atMost(PATIENCE).until(() -> open(late, LONG));
    }

    @Test
    void aReplicaHearsOfAChangeWithoutReading() throws Exception {
        var listener = join(Duration.ofHours(1));
        await().until(listener::feeds);
        fail(replicas.get(0).breaker(LONG), 3);
        await().atMost(PATIENCE).until(() -> open(listener, LONG));
    }

    @Test
    void oneCallOfAllReplicasTriesAndItsSuccessClosesAll() throws Exception {
        openAll();
        assertThat(admittedAtOnce()).containsExactly(true);
        var prober = replicas.stream()
                .filter(replica -> replica.breaker(SHORT).state() instanceof BreakerState.Probing)
                .findFirst()
                .orElseThrow();
        prober.breaker(SHORT).settle(new Admitted(true), Verdict.SUCCESS);
        await().atMost(PATIENCE).until(() -> replicas.stream().noneMatch(replica -> open(replica, SHORT)));
        assertThat(Waiting.until(replicas.get(2).breaker(SHORT).admit())).isEqualTo(new Admitted(false));
    }

    @Test
    void aReplicaThatDiesWhileItTriesIsReplaced() throws Exception {
        openAll();
        await().until(() ->
                Waiting.until(replicas.get(0).breaker(SHORT).admit()).equals(new Admitted(true)));
        leave(replicas.removeFirst());
        assertThat(Waiting.until(replicas.get(0).breaker(SHORT).admit())).isInstanceOf(Refused.class);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        Waiting.until(replicas.get(0).breaker(SHORT).admit()).equals(new Admitted(true)));
    }

    @Test
    void aLongProbeKeepsItsLease() {
        openAll();
        await().until(() ->
                Waiting.until(replicas.get(0).breaker(SHORT).admit()).equals(new Admitted(true)));
        await().during(PROBE_LEASE.plusSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> Waiting.until(replicas.get(1).breaker(SHORT).admit()) instanceof Refused);
    }

    @Test
    void withoutRedisEachGoesByWhatItSees() throws Exception {
        var breaker = replicas.get(0).breaker(SHORT);
        server.stop();
        fail(breaker, 3);
        assertThat(Waiting.until(breaker.admit())).isInstanceOf(Refused.class);
        assertThat(Waiting.until(replicas.get(1).breaker(SHORT).admit())).isEqualTo(new Admitted(false));
        await().atMost(PATIENCE).until(() -> Waiting.until(breaker.admit()).equals(new Admitted(true)));
        breaker.settle(new Admitted(true), Verdict.SUCCESS);
        assertThat(Waiting.until(breaker.admit())).isEqualTo(new Admitted(false));
    }

    @Test
    void whatWasFoundOutWithoutRedisIsSharedWhenItIsBack() throws Exception {
        var breaker = replicas.get(0).breaker(LONG);
        server.stop();
        fail(breaker, 3);
        assertThat(open(replicas.get(1), LONG)).isFalse();
        startRedis();
        await().atMost(Duration.ofSeconds(30)).until(() -> open(replicas.get(1), LONG));
    }

    @Test
    void aRedisThatLostItsMemoryIsToldAgain() throws Exception {
        fail(replicas.get(0).breaker(LONG), 3);
        await().atMost(PATIENCE).until(() -> open(replicas.get(1), LONG));
        replicas.get(0)
                .redis()
                .send(Request.cmd(Command.FLUSHALL))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        var late = join();
        await().atMost(PATIENCE).until(() -> open(late, LONG));
        assertThat(open(replicas.get(0), LONG)).isTrue();
    }

    private void openAll() {
        replicas.forEach(replica -> replica.breaker(SHORT));
        fail(replicas.get(0).breaker(SHORT), 3);
        await().atMost(PATIENCE).until(() -> replicas.stream().allMatch(replica -> open(replica, SHORT)));
    }

    /** Of many calls of all replicas at the moment when one may try: whether each admitted one is a probe. */
    private List<Boolean> admittedAtOnce() throws Exception {
        await().until(() -> replicas.stream()
                .allMatch(replica -> replica.breaker(SHORT).state() instanceof BreakerState.Open open
                        && open.until().isBefore(Clock.systemUTC().instant())));
        var admitted = new ArrayList<Boolean>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stream<Callable<Admission>> calls = Stream.iterate(0, i -> i + 1)
                    .limit(60)
                    .map(i -> () ->
                            Waiting.until(replicas.get(i % 3).breaker(SHORT).admit()));
            for (var call : threads.invokeAll(calls.toList())) {
                if (call.get() instanceof Admitted yes) {
                    admitted.add(yes.probe());
                }
            }
        }
        return admitted;
    }

    private Replica join() {
        return join(Duration.ofMillis(300));
    }

    private Replica join(Duration readEvery) {
        var vertx = Vertx.vertx();
        var redis = Redis.createClient(vertx, "redis://localhost:" + port);
        var config = new Config(Duration.ofSeconds(3), readEvery, PROBE_LEASE);
        var breakers = new Breakers(redis, vertx, config, Clock.systemUTC(), new SimpleMeterRegistry());
        var replica = new Replica(vertx, redis, breakers);
        breakers.of("p", "m", LONG);
        breakers.start(null);
        replicas.add(replica);
        return replica;
    }

    private static void leave(Replica replica) throws Exception {
        replica.breakers().stop(null);
        replica.redis().close();
        replica.vertx().close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static boolean open(Replica replica, BreakerRule rule) {
        return replica.breaker(rule).isOpen();
    }

    private static void fail(Breaker breaker, int times) {
        for (var i = 0; i < times; i++) {
            breaker.settle((Admitted) Waiting.until(breaker.admit()), Verdict.FAILURE);
        }
    }

    private void startRedis() throws IOException {
        server = RedisServer.builder().port(port).setting("save \"\"").build();
        server.start();
    }
}

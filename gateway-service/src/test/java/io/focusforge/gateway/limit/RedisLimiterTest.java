package io.focusforge.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.Gcra;
import io.focusforge.common.limit.GcraScript;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.redis.Sharing;
import io.focusforge.local.server.Ports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** Over a Redis of its own, which comes and goes. */
class RedisLimiterTest {
    private static final Duration REDIS_TIMEOUT = Duration.ofMillis(100);
    private static final UUID TENANT = UUID.randomUUID();

    private final UUID key = UUID.randomUUID();
    private final Vertx vertx = Vertx.vertx();
    private RedisServer server;
    private int port;
    private Redis redis;
    private RedisLimiter shared;
    private RateLimiter limiter;

    private record Limits(Duration redisTimeout, Duration redisCheck) implements LimitConfig {
        @Override
        public int requestsPerMinute() {
            return 100;
        }

        @Override
        public long localKeys() {
            return 100;
        }
    }

    @BeforeEach
    void start() throws IOException {
        port = Ports.free(1).getFirst();
        startRedis();
        redis = Redis.createClient(vertx, "redis://localhost:" + port);
        startLimiter(REDIS_TIMEOUT);
    }

    private void startLimiter(Duration redisTimeout) {
        var limits = new Limits(redisTimeout, Duration.ofMillis(200));
        shared = new RedisLimiter(redis, vertx, limits);
        limiter = new RateLimiter(shared, limits, Clock.systemUTC(), new SimpleMeterRegistry());
        shared.start(null);
        awaitSharing(Sharing.SHARED);
    }

    @AfterEach
    void stop() throws Exception {
        shared.stop(null);
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.stop();
    }

    @Test
    void agreesWithTheJavaRulesOnEverySequence() throws Exception {
        var script = GcraScript.load();
        var random = new Random(7);
        for (var requests : new int[] {1, 3, 7, 60, 6000, 600_000}) {
            var quota = new Quota(requests);
            var name = "ff:{test}:rl:" + requests;
            var now = 1_800_000_000_000_000L;
            var stored = 0L;
            for (var i = 0; i < 150; i++) {
                now += random.nextLong(Math.max(2, 120_000_000L / requests));
                var expected = Gcra.step(stored, now, quota);
                stored = expected.arrivalMicros();
                var reply = sendAndKeep(script.byText(name, quota, Long.toString(now)), name);
                assertThat(GcraScript.decision(reply)).isEqualTo(expected.decision());
            }
        }
    }

    @Test
    void admitsExactlyTheQuotaToConcurrentClients() throws Exception {
        shared.stop(null);
        startLimiter(Duration.ofSeconds(5));
        var quota = new Quota(300);
        var started = System.nanoTime();
        var decisions = new ArrayList<Decision>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var clients = Stream.generate(() -> (java.util.concurrent.Callable<Decision>) () -> decide(quota))
                    .limit(800)
                    .toList();
            for (var result : threads.invokeAll(clients)) {
                decisions.add(result.get());
            }
        }

        var restoredMeanwhile =
                (System.nanoTime() - started) / Duration.ofMillis(200).toNanos();
        assertThat(decisions.stream().filter(Decision::admitted).count()).isBetween(300L, 300 + restoredMeanwhile);
        assertThat(limiter.decidedInRedis()).isEqualTo(800);
    }

    @Test
    void countsByItselfWhileRedisIsAwayAndWithRedisWhenItIsBack() throws Exception {
        server.stop();
        awaitSharing(Sharing.ALONE);

        assertThat(decide(new Quota(2)).admitted()).isTrue();
        assertThat(decide(new Quota(2)).admitted()).isTrue();
        assertThat(decide(new Quota(2)).admitted()).isFalse();
        assertThat(limiter.decidedLocally()).isEqualTo(3);

        startRedis();
        awaitSharing(Sharing.SHARED);
        decide(new Quota(2));
        assertThat(limiter.decidedInRedis()).isEqualTo(1);
    }

    @Test
    void waitsForAHangingRedisOnceAndShortly() throws Exception {
        signal("STOP");
        try {
            assertThat(decide(new Quota(100)).admitted()).isTrue();
            awaitSharing(Sharing.ALONE);

            var started = System.nanoTime();
            for (var i = 0; i < 50; i++) {
                decide(new Quota(100));
            }
            var hadEachWaited = REDIS_TIMEOUT.multipliedBy(50);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(hadEachWaited.dividedBy(2));
        } finally {
            signal("CONT");
        }
        awaitSharing(Sharing.SHARED);
    }

    /** Redis's own clock does not stand still between the steps of a sequence: the key is not left to expire. */
    private Response sendAndKeep(Request request, String key) throws Exception {
        var steps = List.of(
                Request.cmd(Command.MULTI),
                request,
                Request.cmd(Command.PERSIST).arg(key),
                Request.cmd(Command.EXEC));
        var replies =
                redis.batch(steps).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        return replies.getLast().get(0);
    }

    private Decision decide(Quota quota) throws Exception {
        return limiter.decide(TENANT, key, quota)
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    private void awaitSharing(Sharing expected) {
        await().atMost(Duration.ofSeconds(30)).until(() -> shared.sharing() == expected);
    }

    private void startRedis() throws IOException {
        server = RedisServer.builder().port(port).setting("save \"\"").build();
        server.start();
    }

    private void signal(String name) throws Exception {
        var pid = ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(":" + port)
                        || child.info().command().orElse("").contains("redis-server"))
                .findFirst()
                .orElseThrow()
                .pid();
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}

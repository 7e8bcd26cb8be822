package io.focusforge.orchestrator.stepcache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import io.focusforge.orchestrator.definition.CacheTerms;
import io.focusforge.orchestrator.run.StepOutcome;
import io.focusforge.orchestrator.testing.WithNeighbours;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two replicas over one Redis work a result out once. */
@QuarkusTest
@WithNeighbours
class StepCacheTest {
    private static final CacheTerms TERMS = new CacheTerms(Duration.ofMinutes(1), CacheTerms.Scope.USER, Set.of());
    private static final int EACH = 4;
    private final StepKey key = key();
    private final AtomicInteger worked = new AtomicInteger();
    private final List<StepCache> replicas = new ArrayList<>();
    private final List<Redis> clients = new ArrayList<>();

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "focusforge.redis.cache.url")
    String cacheUrl;

    @ConfigProperty(name = "focusforge.redis.streams.url")
    String streamsUrl;

    @Inject
    ObjectMapper json;

    @Inject
    EventTail.Source events;

    @AfterEach
    void stop() {
        replicas.forEach(StepCache::close);
        clients.forEach(Redis::close);
    }

    /** With connections of its own, as each process has. */
    private Redis redis(String url) {
        var client = Redis.createClient(vertx, url);
        clients.add(client);
        return client;
    }

    /** Until then each replica would be on its own. */
    private void start(Duration flight) {
        for (var i = 0; i < 2; i++) {
            var settings = new Settings(flight);
            replicas.add(new StepCache(
                    vertx, redis(cacheUrl), redis(streamsUrl), json, settings, events, Clock.systemUTC()));
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            var any = key();
            ask(replicas.get(0), any, () -> new StepOutcome.Done(new IntNode(0)));
            return ask(replicas.get(1), any, () -> new StepOutcome.Done(new IntNode(1)))
                    .equals(new StepOutcome.Done(new IntNode(0)));
        });
    }

    @Test
    void oneOfAllWhoAskAtOnceWorksItOut() throws Exception {
        start(Duration.ofMinutes(1));
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        Callable<StepOutcome> work = () -> {
            begun.countDown();
            end.await();
            return new StepOutcome.Done(new IntNode(worked.incrementAndGet()));
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asking = new ArrayList<Future<StepOutcome>>();
            for (var i = 0; i < EACH; i++) {
                replicas.forEach(replica -> asking.add(threads.submit(() -> ask(replica, work))));
            }
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            end.countDown();
            for (var answer : asking) {
                assertThat(answer.get()).isEqualTo(new StepOutcome.Done(new IntNode(1)));
            }
        }
        assertThat(worked).hasValue(1);
    }

    @Test
    void whereTheOneHasFailedAnotherTries() throws Exception {
        start(Duration.ofMinutes(1));
        var begun = new CountDownLatch(1);
        var fail = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> ask(replicas.get(0), () -> {
                begun.countDown();
                fail.await();
                return new StepOutcome.Fails("model_unavailable", "No.", true);
            }));
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            var second = threads.submit(
                    () -> ask(replicas.get(1), () -> new StepOutcome.Done(new IntNode(worked.incrementAndGet()))));
            fail.countDown();
            assertThat(first.get()).isInstanceOf(StepOutcome.Fails.class);
            assertThat(second.get()).isEqualTo(new StepOutcome.Done(new IntNode(1)));
        }
    }

    @Test
    void nobodyWaitsForeverForAReplicaThatHasDied() throws Exception {
        start(Duration.ofMillis(300));
        var redis = redis(cacheUrl);
        redis.send(Request.cmd(Command.SET)
                        .arg(key.lease())
                        .arg("the dead one's")
                        .arg("PX")
                        .arg(Duration.ofMinutes(1).toMillis()))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        var outcome = ask(replicas.get(0), () -> new StepOutcome.Done(new IntNode(worked.incrementAndGet())));
        assertThat(outcome).isEqualTo(new StepOutcome.Done(new IntNode(1)));
        var lease = redis.send(Request.cmd(Command.GET).arg(key.lease()))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        assertThat(lease).hasToString("the dead one's");
    }

    private static StepKey key() {
        return StepKey.of(UUID.randomUUID(), UUID.randomUUID(), "chain@1", "say", Map.of());
    }

    private StepOutcome ask(StepCache replica, Callable<StepOutcome> work) throws Exception {
        return ask(replica, key, work);
    }

    private static StepOutcome ask(StepCache replica, StepKey key, Callable<StepOutcome> work) throws Exception {
        return replica.through(key, TERMS, new Attempt(Instant.now().plusSeconds(120)), work);
    }

    private record Settings(Duration flight) implements StepCacheConfig {
        @Override
        public MemorySize memory() {
            return new MemorySize(BigInteger.valueOf(1_000_000));
        }

        @Override
        public MemorySize maxEntry() {
            return new MemorySize(BigInteger.valueOf(100_000));
        }

        @Override
        public Duration redisTimeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration redisCheck() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration eventsEvery() {
            return Duration.ofMillis(300);
        }

        @Override
        public Duration flightLook() {
            return Duration.ofMillis(10);
        }
    }
}

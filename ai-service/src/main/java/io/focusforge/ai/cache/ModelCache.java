package io.focusforge.ai.cache;

import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.Sharing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The cache of models' answers of this replica. */
@Singleton
public class ModelCache {
    private final ModelCacheConfig config;
    private final Clock clock;
    private final RedisLines redis;
    private final DropLog drops;
    private final AnswerCache answers;
    private final AnswersOfUser ofUsers;
    private final CacheMetrics metrics;
    private final CountDownLatch stopped = new CountDownLatch(1);

    ModelCache(
            @RedisClientName("cache") Redis redis,
            Vertx vertx,
            ModelCacheConfig config,
            Clock clock,
            MeterRegistry meters,
            Meaning meaning) {
        this.config = config;
        this.clock = clock;
        this.redis = new RedisLines(vertx, redis, config.redisTimeout(), config.checkEvery());
        var memory = new MemoryAnswers(config.memory().asLongValue(), clock);
        this.drops = new DropLog(this.redis, memory);
        var shared = new RedisAnswers(this.redis, drops, config);
        var semantic = new SemanticAnswers(
                meaning,
                new RedisQuestions(this.redis, config),
                config.semantic().threshold());
        this.answers = new AnswerCache(memory, shared, semantic, config, clock, new HotKeys(meters));
        this.ofUsers = new AnswersOfUser(this.redis, drops, memory);
        this.metrics = new CacheMetrics(meters, memory);
        Gauge.builder("focusforge_model_cache_shared", this, cache -> cache.isShared() ? 1 : 0)
                .description("1 while the answers of the other replicas can be found")
                .register(meters);
    }

    /** An answer that is there, or leave to ask for it. Waits, within bounds, for the same call that is under way. */
    public Future<Lookup> look(Asked asked) {
        return answers.look(asked).map(metrics::count);
    }

    /** Gives an answer to the cache that no model was asked for. */
    Future<Void> give(CacheKey key, byte[] body, Origin origin, Duration ttl) {
        return answers.keep(key, KeptAnswer.of(body, origin, clock.millis(), ttl));
    }

    /** Blocking: call it on a virtual thread. @return false when the other replicas could not be told */
    boolean drop(Pool.Namespace namespace) {
        return answers.drop(namespace);
    }

    /** The answers that one user alone finds; the other replicas are told. */
    AnswersOfUser ofUsers() {
        return ofUsers;
    }

    /** Whether this replica hears the others, and has what they have. */
    boolean isShared() {
        return redis.sharing() == Sharing.SHARED && drops.follows();
    }

    /** Calls that others may wait for. */
    int underWay() {
        return answers.underWay();
    }

    void start(@Observes StartupEvent starting) {
        redis.start();
        Thread.ofVirtual().name("model-cache-drops").start(this::readUntilStopped);
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped.countDown();
        redis.stop();
    }

    private void readUntilStopped() {
        try {
            do {
                drops.read();
            } while (!stopped.await(config.checkEvery().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

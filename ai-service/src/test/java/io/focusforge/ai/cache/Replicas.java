package io.focusforge.ai.cache;

import static org.awaitility.Awaitility.await;

import io.focusforge.ai.testing.MutableClock;
import io.focusforge.local.server.Ports;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** A Redis that comes and goes, and replicas of the cache with connections of their own. */
final class Replicas implements AutoCloseable {
    final MutableClock clock = new MutableClock();
    private final Vertx vertx = Vertx.vertx();
    private final List<Redis> clients = new ArrayList<>();
    private final List<ModelCache> caches = new ArrayList<>();
    private final int port;
    private RedisServer server;

    Replicas() throws IOException {
        port = Ports.free(1).getFirst();
        startRedis();
    }

    ModelCache start(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("check-every", "50ms", "redis-timeout", "2S"));
        all.putAll(settings);
        var redis = client();
        var cache = new ModelCache(redis, vertx, Settings.of(all), clock, new SimpleMeterRegistry(), new WordMeaning());
        cache.start(null);
        caches.add(cache);
        awaitShared();
        return cache;
    }

    Redis client() {
        var redis = Redis.createClient(vertx, "redis://localhost:" + port);
        clients.add(redis);
        return redis;
    }

    void awaitShared() {
        await().atMost(Duration.ofSeconds(30)).until(() -> caches.stream().allMatch(ModelCache::isShared));
    }

    void startRedis() throws IOException {
        server = RedisServer.builder().port(port).setting("save \"\"").build();
        server.start();
    }

    void stopRedis() throws IOException {
        server.stop();
        await().atMost(Duration.ofSeconds(30)).until(() -> caches.stream().noneMatch(ModelCache::isShared));
    }

    @Override
    public void close() throws Exception {
        caches.forEach(cache -> cache.stop(null));
        clients.forEach(Redis::close);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.stop();
    }
}

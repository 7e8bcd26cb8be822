package io.focusforge.ai.limit;

import static org.awaitility.Awaitility.await;

import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.Sharing;
import io.focusforge.local.server.Ports;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import redis.embedded.RedisServer;

/** A Redis of its own, which comes and goes, and pods that are connected to it, each by itself. */
final class LimitRedis implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final List<RedisLines> opened = new ArrayList<>();
    private final int port;
    private RedisServer server;

    LimitRedis() throws IOException {
        port = Ports.free(1).getFirst();
        start();
    }

    Vertx vertx() {
        return vertx;
    }

    Redis client() {
        return Redis.createClient(vertx, "redis://localhost:" + port);
    }

    /** @param time microseconds, or empty for the time of Redis */
    RedisCounters pod(String... time) {
        return new RedisCounters(lines(), LEASE, () -> time.length == 0 ? "" : time[0]);
    }

    /** The connections of one more pod. */
    RedisLines lines() {
        var lines = new RedisLines(vertx, client(), PATIENCE, Duration.ofMillis(100));
        lines.start();
        opened.add(lines);
        await().until(() -> lines.sharing() == Sharing.SHARED);
        return lines;
    }

    void delete(String... keys) throws Exception {
        var delete = Request.cmd(Command.DEL);
        List.of(keys).forEach(delete::arg);
        client().send(delete).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    void start() throws IOException {
        server = RedisServer.builder().port(port).setting("save \"\"").build();
        server.start();
    }

    void stop() throws IOException {
        server.stop();
    }

    @Override
    public void close() throws Exception {
        opened.forEach(RedisLines::stop);
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        server.stop();
    }
}

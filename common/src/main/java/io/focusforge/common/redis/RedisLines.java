package io.focusforge.common.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A few connections to Redis that all requests share. Never blocks; fails at once while Redis is away. */
public final class RedisLines {
    static final int MAX_LINES = 4;

    private final List<RedisLine> lines;
    private final Vertx vertx;
    private final Duration checkEvery;
    private volatile long checks;

    /**
     * @param timeout how long a request waits for Redis before the connection is given up
     * @param checkEvery how often Redis is checked, and so how long it stays away after it has come back
     */
    public RedisLines(Vertx vertx, Redis redis, Duration timeout, Duration checkEvery) {
        this.vertx = vertx;
        this.checkEvery = checkEvery;
        var count = Math.min(MAX_LINES, Runtime.getRuntime().availableProcessors());
        this.lines = Stream.generate(() -> new RedisLine(vertx, redis, timeout))
                .limit(count)
                .toList();
    }

    public void start() {
        lines.forEach(RedisLine::check);
        checks = vertx.setPeriodic(checkEvery.toMillis(), tick -> lines.forEach(RedisLine::check));
    }

    public void stop() {
        vertx.cancelTimer(checks);
        lines.forEach(RedisLine::close);
    }

    public Sharing sharing() {
        var ready = lines.stream().filter(RedisLine::isReady).count();
        return ready == lines.size() ? Sharing.SHARED : ready == 0 ? Sharing.ALONE : Sharing.PARTLY;
    }

    /** Fails, within the timeout, when Redis cannot tell. */
    public Future<Response> run(RedisScript script, List<String> keys, List<String> arguments) {
        var line = line();
        return line.ask(script.bySha(keys, arguments))
                .recover(failure -> isUnknownScript(failure)
                        ? line.ask(script.byText(keys, arguments))
                        : Future.failedFuture(failure));
    }

    /** Fails, within the timeout, when Redis cannot tell. */
    public Future<Response> ask(Request request) {
        return line().ask(request);
    }

    /** Another than the thread's own where that is lost: part of the connections is enough. */
    private RedisLine line() {
        var own = (int) (Thread.currentThread().threadId() % lines.size());
        for (var i = own; i < own + lines.size(); i++) {
            var line = lines.get(i % lines.size());
            if (line.isReady()) {
                return line;
            }
        }
        return lines.get(own);
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure instanceof ErrorType error && error.is("NOSCRIPT");
    }
}

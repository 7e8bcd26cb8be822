package io.focusforge.gateway.limit;

import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Counts in Redis, for all replicas together: one script call per request. */
@ApplicationScoped
class RedisLimiter {
    private static final int MAX_LINES = 4;

    private final List<RedisLine> lines;
    private final GcraScript script = GcraScript.load();
    private final Vertx vertx;
    private final LimitConfig config;
    private volatile long checks;

    RedisLimiter(@RedisClientName("cache") Redis redis, Vertx vertx, LimitConfig config) {
        this.vertx = vertx;
        this.config = config;
        var count = Math.min(MAX_LINES, Runtime.getRuntime().availableProcessors());
        this.lines = Stream.generate(() -> new RedisLine(vertx, redis, config.redisTimeout()))
                .limit(count)
                .toList();
    }

    void start(@Observes StartupEvent event) {
        check();
        checks = vertx.setPeriodic(config.redisCheck().toMillis(), tick -> check());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(checks);
    }

    Sharing sharing() {
        var ready = lines.stream().filter(RedisLine::isReady).count();
        return ready == lines.size() ? Sharing.SHARED : ready == 0 ? Sharing.ALONE : Sharing.PARTLY;
    }

    /** Fails, within the timeout, when Redis cannot tell. */
    Future<Decision> decide(UUID tenant, UUID key, Quota quota) {
        var line = lines.get((int) (Thread.currentThread().threadId() % lines.size()));
        var name = "ff:{" + tenant + "}:rl:" + key;
        return line.ask(script.bySha(name, quota, ""))
                .recover(failure -> isUnknownScript(failure)
                        ? line.ask(script.byText(name, quota, ""))
                        : Future.failedFuture(failure))
                .map(GcraScript::decision);
    }

    private void check() {
        lines.forEach(RedisLine::check);
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure instanceof ErrorType error && error.is("NOSCRIPT");
    }
}

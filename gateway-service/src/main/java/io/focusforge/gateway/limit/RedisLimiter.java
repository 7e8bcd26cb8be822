package io.focusforge.gateway.limit;

import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.GcraScript;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.redis.RedisLines;
import io.focusforge.common.redis.Sharing;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;

/** Counts in Redis, for all replicas together: one script call per request. */
@ApplicationScoped
class RedisLimiter {
    private final RedisLines lines;
    private final GcraScript script = GcraScript.load();

    RedisLimiter(@RedisClientName("cache") Redis redis, Vertx vertx, LimitConfig config) {
        this.lines = new RedisLines(vertx, redis, config.redisTimeout(), config.redisCheck());
    }

    void start(@Observes StartupEvent event) {
        lines.start();
    }

    void stop(@Observes ShutdownEvent event) {
        lines.stop();
    }

    Sharing sharing() {
        return lines.sharing();
    }

    /** Fails, within the timeout, when Redis cannot tell. */
    Future<Decision> decide(UUID tenant, UUID key, Quota quota) {
        return script.run(lines, GcraScript.name(tenant, key.toString()), quota).map(GcraScript::decision);
    }
}

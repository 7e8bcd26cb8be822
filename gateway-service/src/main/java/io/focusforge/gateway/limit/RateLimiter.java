package io.focusforge.gateway.limit;

import io.focusforge.common.limit.Decision;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.redis.Sharing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Decides whether a key may send one more request. Never blocks, never fails. */
@ApplicationScoped
public class RateLimiter {
    private final RedisLimiter redis;
    private final LocalLimiter local;
    private final Quota unlessOwn;
    private final Counter countedInRedis;
    private final Counter countedLocally;

    RateLimiter(RedisLimiter redis, LimitConfig config, Clock clock, MeterRegistry meters) {
        this.redis = redis;
        this.local = new LocalLimiter(config.localKeys(), clock);
        this.unlessOwn = new Quota(config.requestsPerMinute());
        this.countedInRedis = meters.counter("focusforge.gateway.limit.decisions", "store", "redis");
        this.countedLocally = meters.counter("focusforge.gateway.limit.decisions", "store", "local");
    }

    /** @param requestsPerMinute the limit of the key itself, or null */
    public Quota quota(Integer requestsPerMinute) {
        return requestsPerMinute == null ? unlessOwn : new Quota(requestsPerMinute);
    }

    public Future<Decision> decide(UUID tenant, UUID key, Quota quota) {
        return redis.decide(tenant, key, quota)
                .onSuccess(decided -> countedInRedis.increment())
                .otherwise(away -> {
                    countedLocally.increment();
                    return local.decide(key, quota);
                });
    }

    public Sharing sharing() {
        return redis.sharing();
    }

    public long decidedInRedis() {
        return (long) countedInRedis.count();
    }

    public long decidedLocally() {
        return (long) countedLocally.count();
    }
}

package io.focusforge.ai.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;

/** Counts how often those requests find an answer that come again within a minute. That others do not says nothing of the cache. */
final class HotKeys {
    private static final int MOST = 10_000;
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Cache<CacheKey, Boolean> asked =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(AGAIN).build();
    private final Counter hits;
    private final Counter misses;

    HotKeys(MeterRegistry meters) {
        this.hits = counter(meters, CacheStatus.HIT);
        this.misses = counter(meters, CacheStatus.MISS);
    }

    Future<Lookup> count(CacheKey key, Future<Lookup> looked) {
        if (asked.getIfPresent(key) != null) {
            return looked.onSuccess(found -> (found instanceof Lookup.Hit ? hits : misses).increment());
        }
        asked.put(key, true);
        return looked;
    }

    private static Counter counter(MeterRegistry meters, CacheStatus result) {
        return Counter.builder("focusforge_model_cache_hot")
                .description(
                        "Model calls whose request has come before within a minute, by whether there was an answer")
                .tag("result", result.label())
                .register(meters);
    }
}

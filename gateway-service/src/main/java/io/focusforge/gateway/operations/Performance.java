package io.focusforge.gateway.operations;

import io.focusforge.gateway.apikey.KeyRing;
import io.focusforge.gateway.limit.RateLimiter;
import io.focusforge.gateway.proxy.Upstreams;
import io.focusforge.gateway.traffic.Passed;
import io.focusforge.gateway.traffic.Traffic;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Puts together what {@code /metrics/performance} shows of this replica. */
@ApplicationScoped
class Performance {
    private final Traffic traffic;
    private final KeyRing keys;
    private final RateLimiter limiter;
    private final Upstreams upstreams;
    private final DatabaseCheck database;

    Performance(Traffic traffic, KeyRing keys, RateLimiter limiter, Upstreams upstreams, DatabaseCheck database) {
        this.traffic = traffic;
        this.keys = keys;
        this.limiter = limiter;
        this.upstreams = upstreams;
        this.database = database;
    }

    /**
     * @param routes per route and method
     * @param caches hit rates from 0 to 1
     * @param pools connections of this replica
     * @param queues requests that wait for a connection, by service
     * @param limits where requests were counted
     */
    record Report(
            List<Passed> routes,
            Map<String, Cache> caches,
            Map<String, Integer> pools,
            Map<String, Integer> queues,
            Map<String, Long> limits) {}

    record Cache(double hitRate, long hits, long misses) {}

    Report report() {
        var stats = keys.stats();
        var pools = new java.util.TreeMap<String, Integer>();
        var queues = new java.util.TreeMap<String, Integer>();
        upstreams.load().forEach((service, load) -> {
            pools.put(service, load.active());
            queues.put(service, load.waiting());
        });
        pools.put("database", database.openConnections());
        return new Report(
                traffic.passed(),
                Map.of("api_keys", new Cache(stats.hitRate(), stats.hitCount(), stats.missCount())),
                pools,
                queues,
                Map.of("redis", limiter.decidedInRedis(), "local", limiter.decidedLocally()));
    }
}

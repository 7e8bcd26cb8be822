package io.focusforge.ai.limit;

import io.focusforge.ai.limit.Reservation.Counted;
import io.focusforge.common.redis.RedisLines;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.client.RedisClientName;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Counts in Redis, and in this pod while Redis is away. Blocking: call it on a virtual thread. */
@ApplicationScoped
class Counting {
    private static final Logger LOG = Logger.getLogger(Counting.class);

    private final Vertx vertx;
    private final RedisLines lines;
    private final RedisCounters redis;
    private final LocalCounters local;
    private final SpentSource ledger;
    private final LimitsConfig config;
    private final Pods pods;
    private final Leases leases;
    private final Counter byRedis;
    private final Counter byThisPod;
    private volatile long housekeeping;
    private volatile long renewing;

    Counting(
            @RedisClientName("cache") Redis client,
            Vertx vertx,
            SpentSource ledger,
            LimitsConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.ledger = ledger;
        this.config = config;
        this.byRedis = meters.counter("focusforge_limit_decisions", "store", "redis");
        this.byThisPod = meters.counter("focusforge_limit_decisions", "store", "local");
        this.lines = new RedisLines(vertx, client, config.redisTimeout(), config.redisCheck());
        this.redis = new RedisCounters(lines, config.lease(), () -> LimitScripts.REDIS_TIME);
        this.pods = new Pods(lines, config.pods());
        this.local = new LocalCounters(config.tenantsInMemory(), pods::count, clock);
        this.leases = new Leases(config, clock);
    }

    void start(@Observes StartupEvent starting) {
        lines.start();
        housekeeping = vertx.setPeriodic(0, config.redisCheck().toMillis(), tick -> {
            pods.greet();
            redis.settleLate();
        });
        renewing = vertx.setPeriodic(Math.max(1, leases.every().toMillis()), tick -> leases.renew());
    }

    void stop(@Observes ShutdownEvent stopping) {
        vertx.cancelTimer(housekeeping);
        vertx.cancelTimer(renewing);
        lines.stop();
    }

    RedisLines lines() {
        return lines;
    }

    int pods() {
        return pods.count();
    }

    Leases leases() {
        return leases;
    }

    Counted reserve(Demand demand) {
        try {
            var counted = reserve(redis, demand);
            byRedis.increment();
            return counted;
        } catch (RedisCounters.Away e) {
            byThisPod.increment();
            return reserve(local, demand);
        }
    }

    /** How the rules stand; none of them is of money. */
    Looked look(UUID tenant, List<Rule> rules) {
        var nothing = Demand.nothing(tenant, rules);
        try {
            return new Looked(redis.look(nothing), false);
        } catch (RedisCounters.Away e) {
            return new Looked(local.look(nothing), true);
        }
    }

    /** @param local whether it is this pod's share */
    record Looked(List<Standing> standings, boolean local) {}

    boolean isLocal(Counted counted) {
        return counted.by() == local;
    }

    private Counted reserve(Counters counters, Demand demand) {
        var verdict = counters.reserve(demand, Map.of());
        if (!(verdict instanceof Verdict.Unknown unknown)) {
            return new Counted(counters, demand, verdict);
        }
        try {
            return new Counted(counters, demand, counters.reserve(demand, spent(demand, unknown)));
        } catch (RedisCounters.Away e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warnf("A budget is not looked at, for nobody knows what was spent of it: %s", e);
            var rest = demand.without(unknown.rules());
            return new Counted(counters, rest, counters.reserve(rest, Map.of()));
        }
    }

    private Map<Rule, Long> spent(Demand demand, Verdict.Unknown unknown) {
        var spent = new HashMap<Rule, Long>();
        for (var rule : unknown.rules()) {
            spent.put(rule, ledger.spent(demand.tenant(), rule));
        }
        return spent;
    }
}

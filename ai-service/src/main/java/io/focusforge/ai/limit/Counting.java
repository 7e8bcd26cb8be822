package io.focusforge.ai.limit;

import io.focusforge.ai.limit.RedisCounters.Away;
import io.focusforge.ai.limit.Reservation.Counted;
import io.focusforge.ai.step.Step;
import io.focusforge.common.redis.RedisLines;
import io.micrometer.core.instrument.Counter;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Counts in Redis, and in this pod while Redis is away. */
@Singleton
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

    Future<Counted> reserve(Demand demand) {
        return Step.here(reserve(redis, demand))
                .onSuccess(shared -> byRedis.increment())
                .recover(failure -> {
                    if (!(failure instanceof Away)) {
                        return Future.failedFuture(failure);
                    }
                    byThisPod.increment();
                    return reserve(local, demand);
                });
    }

    /** How the rules stand; none of them is of money. */
    Future<Looked> look(UUID tenant, List<Rule> rules) {
        var nothing = Demand.nothing(tenant, rules);
        return redis.look(nothing)
                .map(standings -> new Looked(standings, false))
                .recover(failure -> failure instanceof Away
                        ? local.look(nothing).map(standings -> new Looked(standings, true))
                        : Future.failedFuture(failure));
    }

    /** @param local whether it is this pod's share */
    record Looked(List<Standing> standings, boolean local) {}

    boolean isLocal(Counted counted) {
        return counted.by() == local;
    }

    private Future<Counted> reserve(Counters counters, Demand demand) {
        return counters.reserve(demand, Map.of())
                .compose(verdict -> verdict instanceof Verdict.Unknown unknown
                        ? reserve(counters, demand, unknown)
                        : Future.succeededFuture(new Counted(counters, demand, verdict)));
    }

    private Future<Counted> reserve(Counters counters, Demand demand, Verdict.Unknown unknown) {
        return Step.elsewhere(() -> spent(demand, unknown))
                .map(spent -> new Known(demand, spent))
                .otherwise(failure -> {
                    LOG.warnf("A budget is not looked at, for nobody knows what was spent of it: %s", failure);
                    return new Known(demand.without(unknown.rules()), Map.of());
                })
                .compose(known -> counters.reserve(known.demand(), known.spent())
                        .map(verdict -> new Counted(counters, known.demand(), verdict)));
    }

    /** @param demand without what nobody can tell */
    private record Known(Demand demand, Map<Rule, Long> spent) {}

    private Map<Rule, Long> spent(Demand demand, Verdict.Unknown unknown) {
        var spent = new HashMap<Rule, Long>();
        for (var rule : unknown.rules()) {
            spent.put(rule, ledger.spent(demand.tenant(), rule));
        }
        return spent;
    }
}

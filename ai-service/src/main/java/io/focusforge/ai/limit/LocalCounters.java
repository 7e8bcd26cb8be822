package io.focusforge.ai.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.ai.limit.Demand.Charge;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;

/** Counts in this pod, which has its share of every limit. A budget's share is that of what was left of it. */
final class LocalCounters implements Counters {
    /** Longer than the window and than most calls. */
    private static final Duration UNUSED = Duration.ofMinutes(5);

    private final Cache<UUID, Tenant> tenants;
    private final IntSupplier pods;
    private final Clock clock;

    LocalCounters(long maxTenants, IntSupplier pods, Clock clock) {
        this.tenants = Caffeine.newBuilder()
                .maximumSize(maxTenants)
                .expireAfterAccess(UNUSED)
                .build();
        this.pods = pods;
        this.clock = clock;
    }

    @Override
    public Future<Verdict> reserve(Demand demand, Map<Rule, Long> spent) {
        var tenant = tenants.get(demand.tenant(), unknown -> new Tenant());
        tenant.lock.lock();
        try {
            spent.forEach((rule, micros) -> tenant.open(rule, micros, pods.getAsInt()));
            var unknown = tenant.unknown(demand);
            return Future.succeededFuture(
                    unknown.isEmpty() ? decide(demand, tenant, clock.instant()) : new Verdict.Unknown(unknown));
        } finally {
            tenant.lock.unlock();
        }
    }

    @Override
    public Future<List<Standing>> look(Demand nothing) {
        var tenant = tenants.get(nothing.tenant(), unknown -> new Tenant());
        tenant.lock.lock();
        try {
            return Future.succeededFuture(nothing.charges().stream()
                    .map(charge -> tenant.open(charge.rule(), 0, pods.getAsInt())
                            .look(0, clock.instant())
                            .standing(charge.rule(), 0))
                    .toList());
        } finally {
            tenant.lock.unlock();
        }
    }

    /** The ticket of a reservation by this pod is the second of its charge. */
    @Override
    public void settle(Demand demand, String ticket, Actual spent) {
        var tenant = tenants.getIfPresent(demand.tenant());
        if (tenant == null) {
            return;
        }
        tenant.lock.lock();
        try {
            for (var charge : demand.charges()) {
                tenant.open(charge.rule(), 0, pods.getAsInt())
                        .settle(charge.units(), Long.parseLong(ticket), spent, clock.instant());
            }
        } finally {
            tenant.lock.unlock();
        }
    }

    private Verdict decide(Demand demand, Tenant tenant, Instant now) {
        var charges = demand.charges();
        var looks = charges.stream()
                .map(charge -> tenant.open(charge.rule(), 0, pods.getAsInt()).look(charge.units(), now))
                .toList();
        var blocking = IntStream.range(0, charges.size())
                .filter(i -> looks.get(i).delay() != null)
                .boxed()
                .max(Comparator.comparing(i -> looks.get(i).delay()));
        var standings = IntStream.range(0, charges.size())
                .mapToObj(i -> looks.get(i)
                        .standing(
                                charges.get(i).rule(),
                                blocking.isPresent() ? 0 : charges.get(i).units()))
                .toList();
        if (blocking.isPresent()) {
            var rule = charges.get(blocking.get()).rule();
            return new Verdict.Refused(rule, looks.get(blocking.get()).delay(), standings);
        }
        charges.forEach(charge -> tenant.reserve(charge, now));
        return new Verdict.Admitted(Long.toString(now.getEpochSecond()), standings);
    }

    /** What is counted of one tenant: the subjects that were seen last. */
    private static final class Tenant extends LinkedHashMap<Rule, LocalState> {
        private static final int MOST = 10_000;

        private final transient ReentrantLock lock = new ReentrantLock();

        Tenant() {
            super(16, 0.75f, true);
        }

        LocalState open(Rule rule, long spent, int pods) {
            return computeIfAbsent(rule, unseen -> new LocalState(unseen, spent, pods));
        }

        List<Rule> unknown(Demand demand) {
            return demand.charges().stream()
                    .map(Charge::rule)
                    .filter(rule -> rule.dimension() == Dimension.MONEY && !containsKey(rule))
                    .toList();
        }

        void reserve(Charge charge, Instant now) {
            get(charge.rule()).reserve(charge.units(), now);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Rule, LocalState> eldest) {
            return size() > MOST;
        }
    }
}

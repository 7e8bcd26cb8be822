package io.focusforge.ai.budget;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.focusforge.ai.budget.CounterStore.Counter;
import io.focusforge.ai.step.Step;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The hard limits that hold for a caller, for who admits calls. From memory: it is at most {@code focusforge.budgets.cache-for} old, or as
 * old as the database is away. A tenant of which nothing is known while the database is away has no limits.
 */
@Singleton
public class HardLimits {
    private static final Logger LOG = Logger.getLogger(HardLimits.class);
    private static final Duration FIRST_READ = Duration.ofMillis(500);
    private static final int TENANTS = 10_000;

    private final TenantDatabase database;
    private final BudgetStore store;
    private final CounterStore counters;
    private final Clock clock;
    private final AsyncLoadingCache<UUID, List<Budget>> known;

    HardLimits(TenantDatabase database, BudgetStore store, CounterStore counters, BudgetConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.counters = counters;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(TENANTS)
                .refreshAfterWrite(config.cacheFor())
                .executor(task -> Thread.ofVirtual().name("budgets").start(task))
                .buildAsync(new Reading());
    }

    /**
     * At once when the tenant's are known. Never fails.
     *
     * @param key of the API; null when the call came without one
     */
    public Future<List<HardLimit>> of(Caller caller, UUID key) {
        return budgets(caller.tenant()).map(budgets -> of(budgets, caller, key));
    }

    private List<HardLimit> of(List<Budget> budgets, Caller caller, UUID key) {
        if (budgets.isEmpty()) {
            return List.of();
        }
        var now = clock.instant();
        return budgets.stream()
                .filter(budget -> budget.holdsFor(caller.user(), key))
                .map(budget -> HardLimit.of(budget, now))
                .toList();
    }

    /** Micro-dollars, as far as they are in the ledger: all calls but those of the last moment. Asks the database. */
    public long spent(HardLimit limit) {
        var wanted = new Counter(limit.tenant(), limit.budget(), limit.from(), 0, List.of());
        return database
                .read(limit.tenant(), connection -> counters.find(connection, limit.tenant(), List.of(wanted)))
                .stream()
                .mapToLong(Counter::spentMicros)
                .sum();
    }

    void changed(UUID tenant) {
        known.synchronous().invalidate(tenant);
    }

    private Future<List<Budget>> budgets(UUID tenant) {
        CompletableFuture<List<Budget>> reading = known.get(tenant);
        if (reading.isDone() && !reading.isCompletedExceptionally()) {
            return Future.succeededFuture(reading.join());
        }
        return Step.here(reading.copy().orTimeout(FIRST_READ.toMillis(), TimeUnit.MILLISECONDS))
                .otherwise(HardLimits::unknown);
    }

    private static List<Budget> unknown(Throwable failure) {
        LOG.debugf("A call is not measured by its tenant's budgets: %s", failure);
        return List.of();
    }

    /** What cannot be read again stays as it was. */
    private final class Reading implements CacheLoader<UUID, List<Budget>> {
        @Override
        public List<Budget> load(UUID tenant) {
            try {
                return read(tenant);
            } catch (RuntimeException e) {
                LOG.warnf("Budgets cannot be read, and do not hold until they can: %s", e);
                return List.of();
            }
        }

        @Override
        public List<Budget> reload(UUID tenant, List<Budget> old) {
            try {
                return read(tenant);
            } catch (RuntimeException e) {
                LOG.debugf("Budgets stay as they were: %s", e);
                return old;
            }
        }

        private List<Budget> read(UUID tenant) {
            return database.read(tenant, connection -> store.ofTenants(connection, Set.of(tenant))).stream()
                    .filter(budget -> budget.terms().hard())
                    .toList();
        }
    }
}

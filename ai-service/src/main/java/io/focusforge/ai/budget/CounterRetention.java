package io.focusforge.ai.budget;

import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Removes the counts of periods that are long past. */
@Singleton
class CounterRetention {
    private final TenantDatabase database;
    private final CounterStore counters;
    private final BudgetConfig config;
    private final Clock clock;

    CounterRetention(TenantDatabase database, CounterStore counters, BudgetConfig config, Clock clock) {
        this.database = database;
        this.counters = counters;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.budgets.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var before = clock.instant().minus(config.periodsKept());
        database.acrossTenants(connection -> {
            counters.purge(connection, before);
            return before;
        });
    }
}

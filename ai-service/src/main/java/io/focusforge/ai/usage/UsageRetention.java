package io.focusforge.ai.usage;

import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;

/** Removes what is older than it has to be, in small steps. Any replica may, and all at once. */
@Singleton
class UsageRetention {
    private static final int STEP = 5_000;

    private final TenantDatabase database;
    private final UsageStore store;
    private final LedgerConfig config;
    private final Clock clock;

    UsageRetention(TenantDatabase database, UsageStore store, LedgerConfig config, Clock clock) {
        this.database = database;
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.usage.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var calls = clock.instant().minus(config.callsKept());
        var days = LocalDate.ofInstant(clock.instant().minus(config.daysKept()), ZoneOffset.UTC);
        inSteps(() -> database.acrossTenants(connection -> store.purgeCalls(connection, calls, STEP)));
        inSteps(() -> database.acrossTenants(connection -> store.purgeDays(connection, days, STEP)));
    }

    private static void inSteps(IntSupplier step) {
        var removed = STEP;
        while (removed == STEP) {
            removed = step.getAsInt();
        }
    }
}

package io.focusforge.worker.webhook;

import io.focusforge.common.postgres.TenantDatabase;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Removes attempts past their retention from the delivery logs, a little at a time. */
@ApplicationScoped
class DeliveryPurge {
    private static final int AT_ONCE = 1_000;

    private final DeliveryStore store;
    private final TenantDatabase database;
    private final WebhookConfig config;
    private final Clock clock;

    DeliveryPurge(DeliveryStore store, TenantDatabase database, WebhookConfig config, Clock clock) {
        this.store = store;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.jobs.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var before = clock.instant().minus(config.deliveriesRetention());
        var removed = AT_ONCE;
        while (removed == AT_ONCE) {
            removed = database.acrossTenants(connection -> store.purge(connection, before, AT_ONCE));
        }
    }
}

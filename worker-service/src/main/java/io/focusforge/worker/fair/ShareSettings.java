package io.focusforge.worker.fair;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.slot.DispatchBell;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Reads and changes shares. */
@ApplicationScoped
class ShareSettings {
    private static final Logger LOG = Logger.getLogger(ShareSettings.class);

    private final ShareStore store;
    private final TenantDatabase database;
    private final DispatchBell bell;
    private final Clock clock;

    ShareSettings(ShareStore store, TenantDatabase database, DispatchBell bell, Clock clock) {
        this.store = store;
        this.database = database;
        this.bell = bell;
        this.clock = clock;
    }

    TenantShare get(UUID tenant) {
        return database.acrossTenants(connection -> store.find(connection, tenant))
                .orElseGet(() -> TenantShare.usual(tenant));
    }

    TenantShare set(UUID tenant, SetShare asked) {
        var share = new TenantShare(tenant, asked.weightOrUsual(), asked.limits(), null);
        database.acrossTenants(connection -> {
            store.set(connection, share, clock.instant());
            return share;
        });
        LOG.infof("Tenant %s has weight %d and %s", tenant, share.weight(), share.limits());
        bell.ring();
        return share;
    }

    void remove(UUID tenant) {
        database.acrossTenants(connection -> {
            store.remove(connection, tenant);
            return tenant;
        });
        bell.ring();
    }
}

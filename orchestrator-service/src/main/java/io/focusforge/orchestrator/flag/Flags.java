package io.focusforge.orchestrator.flag;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The flags that a tenant sees, from memory. */
@ApplicationScoped
class Flags {
    private final FlagStore store;
    private final TenantSnapshots<Map<String, FlagStore.Kept>> snapshots;
    private final Clock clock;

    Flags(FlagStore store, FlagsConfig config, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.snapshots = new TenantSnapshots<>(config.tenantsInMemory(), config.oldest(), store::visible);
    }

    /** The tenant's own before that of the installation. */
    Optional<FlagStore.Kept> find(UUID tenant, String key) {
        return Optional.ofNullable(snapshots.get(tenant).get(key));
    }

    FlagStore.Kept put(UUID owner, String key, Flag flag) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.put(owner, key, flag, now);
        forget(owner);
        return new FlagStore.Kept(owner, key, flag, now);
    }

    boolean delete(UUID owner, String key) {
        var deleted = store.delete(owner, key);
        forget(owner);
        return deleted;
    }

    /** @return of how many flags rules named the user */
    int forgetUser(UUID owner, UUID user, int atMost) {
        var flags = store.forget(owner, user, atMost);
        if (flags > 0) {
            forget(owner);
        }
        return flags;
    }

    /** Something was changed. */
    void forget(UUID owner) {
        if (owner.equals(FlagStore.INSTALLATION)) {
            snapshots.forgetAll();
        } else {
            snapshots.forget(owner);
        }
    }
}

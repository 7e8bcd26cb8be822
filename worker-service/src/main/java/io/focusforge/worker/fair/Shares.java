package io.focusforge.worker.fair;

import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says in a dispatcher's transaction what each tenant may take, and notes what it took. */
@ApplicationScoped
public class Shares {
    private final ShareStore store;

    Shares(ShareStore store) {
        this.store = store;
    }

    /** One round; valid as long as its transaction. */
    public final class Round {
        private final SqlConnection connection;
        private final Instant now;
        private final Map<UUID, TenantShare> limited = new HashMap<>();
        private final Map<UUID, Share> shares = new HashMap<>();
        private final Map<UUID, Integer> started = new HashMap<>();

        private Round(SqlConnection connection, Instant now) {
            this.connection = connection;
            this.now = now;
        }

        public Share of(UUID tenant) {
            return shares.getOrDefault(tenant, Share.of(tenant)).less(started.getOrDefault(tenant, 0));
        }

        public void started(UUID tenant, int jobs) {
            started.merge(tenant, jobs, Integer::sum);
        }

        /**
         * Before the commit.
         *
         * @return when a tenant of those may start a job that its rate held back; null when there is none
         */
        public Instant close() {
            var nextAt = new HashMap<UUID, Instant>();
            limited.values().stream()
                    .filter(share -> share.limits().ratePerSecond() != null)
                    .forEach(share -> nextAt.put(
                            share.tenant(),
                            share.limits().after(share.nextAt(), now, started.getOrDefault(share.tenant(), 0))));
            if (!nextAt.isEmpty()) {
                store.spend(connection, nextAt);
            }
            return nextAt.entrySet().stream()
                    .map(next -> limited.get(next.getKey()).limits().freeAt(next.getValue()))
                    .filter(now::isBefore)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    public Round open(SqlConnection connection, Collection<UUID> tenants, Instant now) {
        var round = new Round(connection, now);
        var known = store.of(connection, tenants);
        known.values()
                .forEach(share ->
                        round.shares.put(share.tenant(), new Share(share.tenant(), share.weight(), Share.UNLIMITED)));
        var limited = known.values().stream()
                .filter(share -> !share.limits().isNone())
                .map(TenantShare::tenant)
                .collect(Collectors.toSet());
        if (!limited.isEmpty()) {
            limit(round, limited);
        }
        return round;
    }

    /** They are read again once they are locked: only then does nobody else change them. */
    private void limit(Round round, Set<UUID> tenants) {
        var locked = store.lock(round.connection, tenants);
        var present = store.of(round.connection, locked);
        var taken = store.taken(round.connection, locked);
        for (var tenant : tenants) {
            var share = present.get(tenant);
            var most =
                    share == null ? 0 : share.limits().most(taken.getOrDefault(tenant, 0), share.nextAt(), round.now);
            round.shares.put(tenant, new Share(tenant, share == null ? 1 : share.weight(), most));
            if (share != null) {
                round.limited.put(tenant, share);
            }
        }
    }
}

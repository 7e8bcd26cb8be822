package io.focusforge.worker.fair;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code tenant_shares}. */
@ApplicationScoped
class ShareStore {
    private static final String COLUMNS = "tenant_id, weight, concurrency, rate, burst, next_at";
    private static final Statement OF =
            new Statement("SELECT " + COLUMNS + " FROM tenant_shares WHERE tenant_id = ANY ($1)");
    /** A tenant whose row another dispatcher has is left to that one. */
    private static final Statement LOCK = new Statement("""
            SELECT tenant_id FROM tenant_shares WHERE tenant_id = ANY ($1) ORDER BY tenant_id FOR UPDATE SKIP LOCKED""");

    private static final Statement TAKEN = new Statement("""
            SELECT tenant_id, count(*)::int AS jobs FROM (
                SELECT tenant_id FROM jobs WHERE state = 'running'
                UNION ALL SELECT tenant_id FROM jobs WHERE state = 'dispatched') AS taken
            WHERE tenant_id = ANY ($1) GROUP BY tenant_id""");
    private static final Statement SPEND = new Statement("""
            UPDATE tenant_shares SET next_at = spent.next_at
            FROM unnest($1::uuid[], $2::timestamptz[]) AS spent (tenant_id, next_at)
            WHERE tenant_shares.tenant_id = spent.tenant_id""");
    private static final Statement SET = new Statement("""
            INSERT INTO tenant_shares (tenant_id, weight, concurrency, rate, burst, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant_id) DO UPDATE SET weight = EXCLUDED.weight, concurrency = EXCLUDED.concurrency,
                rate = EXCLUDED.rate, burst = EXCLUDED.burst, updated_at = EXCLUDED.updated_at""");
    private static final Statement REMOVE = new Statement("DELETE FROM tenant_shares WHERE tenant_id = $1");

    Map<UUID, TenantShare> of(SqlConnection connection, Collection<UUID> tenants) {
        var shares = new HashMap<UUID, TenantShare>();
        OF.run(connection, (Object) tenants.toArray(UUID[]::new))
                .forEach(row -> shares.put(row.getUUID("tenant_id"), share(row)));
        return shares;
    }

    /** @return those that are locked for this transaction, so that nobody else starts jobs of theirs */
    Set<UUID> lock(SqlConnection connection, Collection<UUID> tenants) {
        var locked = new HashSet<UUID>();
        LOCK.run(connection, (Object) tenants.toArray(UUID[]::new))
                .forEach(row -> locked.add(row.getUUID("tenant_id")));
        return locked;
    }

    /** @return how many jobs of each are running, or about to */
    Map<UUID, Integer> taken(SqlConnection connection, Collection<UUID> tenants) {
        var taken = new HashMap<UUID, Integer>();
        TAKEN.run(connection, (Object) tenants.toArray(UUID[]::new))
                .forEach(row -> taken.put(row.getUUID("tenant_id"), row.getInteger("jobs")));
        return taken;
    }

    void spend(SqlConnection connection, Map<UUID, Instant> nextAt) {
        var tenants = List.copyOf(nextAt.keySet());
        SPEND.run(
                connection,
                tenants.toArray(UUID[]::new),
                column(tenants, tenant -> Statement.time(nextAt.get(tenant)), OffsetDateTime[]::new));
    }

    void set(SqlConnection connection, TenantShare share, Instant now) {
        var limits = share.limits();
        SET.run(
                connection,
                share.tenant(),
                share.weight(),
                limits.concurrency(),
                limits.ratePerSecond(),
                limits.burst(),
                now);
    }

    void remove(SqlConnection connection, UUID tenant) {
        REMOVE.run(connection, tenant);
    }

    Optional<TenantShare> find(SqlConnection connection, UUID tenant) {
        return Optional.ofNullable(of(connection, List.of(tenant)).get(tenant));
    }

    private static TenantShare share(Row row) {
        return new TenantShare(
                row.getUUID("tenant_id"),
                row.getInteger("weight"),
                new Limits(row.getInteger("concurrency"), row.getDouble("rate"), row.getInteger("burst")),
                Statement.instant(row, "next_at"));
    }
}

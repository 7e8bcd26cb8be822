package io.focusforge.gateway.apikey;

import io.focusforge.common.erasure.DataSubject;
import io.focusforge.common.erasure.Erased;
import io.focusforge.common.erasure.SubjectData;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.gateway.resource.Rows;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The keys of a person: whoever still has one is nobody here at once, and elsewhere when it is no longer remembered. For a while it reads the
 * person's receipt, so that who erases themselves sees what became of it.
 */
@ApplicationScoped
class KeysOfUser implements SubjectData {
    private static final String DEPART = """
            WITH gone AS (
                DELETE FROM api_keys WHERE (tenant_id, id) IN (
                    SELECT tenant_id, id FROM api_keys WHERE tenant_id = $1 AND user_id = $2 LIMIT $3::int)
                RETURNING tenant_id, id, user_id, secret_hash, revoked_at),
            departed AS (
                INSERT INTO departed_keys (tenant_id, id, user_id, secret_hash, until)
                SELECT tenant_id, id, user_id, secret_hash, $4 FROM gone WHERE revoked_at IS NULL)
            SELECT id FROM gone""";
    private static final String PURGE = "DELETE FROM departed_keys WHERE until < $1";

    private final TenantDatabase database;
    private final KeyRing ring;
    private final ApiKeyConfig config;
    private final Clock clock;

    KeysOfUser(TenantDatabase database, KeyRing ring, ApiKeyConfig config, Clock clock) {
        this.database = database;
        this.ring = ring;
        this.config = config;
        this.clock = clock;
    }

    /** Before the user, by name, whose they are. */
    @Override
    public String place() {
        return "api-keys";
    }

    @Override
    public Erased erase(DataSubject subject, int atMost) {
        var until = clock.instant().plus(config.receiptsFor());
        var given = Tuple.of(subject.tenant(), subject.user(), atMost, Rows.utc(until));
        var gone = database.inTransaction(subject.tenant(), connection -> {
            var ids = new ArrayList<UUID>();
            Rows.execute(connection, DEPART, given).forEach(row -> ids.add(row.getUUID("id")));
            return List.copyOf(ids);
        });
        gone.forEach(ring::forget);
        return Erased.of(gone.size(), atMost);
    }

    @Scheduled(every = "1h", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var now = Rows.utc(clock.instant());
        database.acrossTenants(connection -> Rows.execute(connection, PURGE, Tuple.of(now)));
    }
}

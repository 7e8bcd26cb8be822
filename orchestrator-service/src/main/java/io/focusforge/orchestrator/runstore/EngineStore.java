package io.focusforge.orchestrator.runstore;

import io.focusforge.common.postgres.TenantDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The leases of engines. Time is that of Postgres, so that replicas need not agree on theirs. */
@ApplicationScoped
public class EngineStore {
    private static final Statement REGISTER = new Statement(
            "INSERT INTO run_engines (id, lease_until) VALUES ($1, clock_timestamp() + $2 * interval '1 millisecond')");
    private static final Statement RENEW = new Statement("""
            UPDATE run_engines SET lease_until = clock_timestamp() + $2 * interval '1 millisecond'
            WHERE id = $1 AND NOT lost""");
    private static final Statement LOSE = new Statement("""
            UPDATE run_engines SET lost = true WHERE id IN (
                SELECT id FROM run_engines WHERE NOT lost AND lease_until < clock_timestamp()
                ORDER BY lease_until LIMIT 100 FOR UPDATE SKIP LOCKED)""");
    private static final Statement ORPHANS = new Statement("""
            WITH orphans AS (
                SELECT runs.tenant_id, runs.id FROM run_engines JOIN runs ON runs.engine_id = run_engines.id
                WHERE run_engines.lost LIMIT 1000 FOR UPDATE OF runs SKIP LOCKED)
            UPDATE runs SET engine_id = NULL, due_at = $1, takeovers = takeovers + 1
            FROM orphans WHERE runs.tenant_id = orphans.tenant_id AND runs.id = orphans.id""");
    private static final Statement HAND_BACK =
            new Statement("UPDATE runs SET engine_id = NULL, due_at = $2 WHERE engine_id = $1");
    private static final Statement RETIRE = new Statement("UPDATE run_engines SET lost = true WHERE id = $1");
    /** Kept for a while, for records of it that may still come. */
    private static final Statement FORGET =
            new Statement("DELETE FROM run_engines WHERE lost AND lease_until < clock_timestamp() - interval '1 hour'");

    private final TenantDatabase database;

    public EngineStore(TenantDatabase database) {
        this.database = database;
    }

    public void register(UUID engine, Duration lease) {
        database.acrossTenants(connection -> REGISTER.run(connection, engine, (double) lease.toMillis()));
    }

    /** @return whether it still has one */
    public boolean renew(UUID engine, Duration lease) {
        return database.atOnceAcrossTenants(connection -> RENEW.send(connection, engine, (double) lease.toMillis()))
                        .rowCount()
                == 1;
    }

    /** Makes the runs of those that have not renewed theirs due. @return how many runs */
    public int sweep(Instant now) {
        return database.acrossTenants(connection -> {
            LOSE.run(connection);
            FORGET.run(connection);
            return ORPHANS.run(connection, now).rowCount();
        });
    }

    /** The engine ends: others go on with its runs. */
    public void retire(UUID engine, Instant now) {
        database.acrossTenants(connection -> {
            RETIRE.run(connection, engine);
            return HAND_BACK.run(connection, engine, now);
        });
    }
}

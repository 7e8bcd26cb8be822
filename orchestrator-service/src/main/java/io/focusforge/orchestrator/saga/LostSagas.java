package io.focusforge.orchestrator.saga;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runengine.Engine;
import io.focusforge.orchestrator.runstore.Statement;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Sees to sagas that have outlived their run, because it was taken over too often or could not even record that an attempt had begun, and
 * to those that nobody will ask for any more. Any number of replicas may do so at once.
 */
@ApplicationScoped
class LostSagas {
    private static final Statement LOST = new Statement("""
            SELECT s.tenant_id, s.id, s.kind, s.traceparent FROM saga_states s
            WHERE s.state IN ('running', 'compensating') AND NOT EXISTS (
                SELECT FROM runs r WHERE r.tenant_id = s.tenant_id AND r.id = s.run_id AND r.finished_at IS NULL)
            ORDER BY s.updated_at LIMIT 100 FOR UPDATE OF s SKIP LOCKED""");
    private static final Statement PURGE = new Statement("""
            WITH old AS MATERIALIZED (
                SELECT tenant_id, id FROM saga_states WHERE finished_at < $1 ORDER BY finished_at LIMIT 500 FOR UPDATE SKIP LOCKED),
            steps AS (DELETE FROM saga_steps AS s USING old WHERE s.tenant_id = old.tenant_id AND s.saga_id = old.id)
            DELETE FROM saga_states AS s USING old WHERE s.tenant_id = old.tenant_id AND s.id = old.id""");

    private final TenantDatabase database;
    private final DeclaredSagas sagas;
    private final Engine engine;
    private final SagasConfig config;
    private final Clock clock;

    LostSagas(TenantDatabase database, DeclaredSagas sagas, Engine engine, SagasConfig config, Clock clock) {
        this.database = database;
        this.sagas = sagas;
        this.engine = engine;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "{focusforge.sagas.look-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void goOn() {
        var runs = database.acrossTenants(this::drive);
        if (!runs.isEmpty()) {
            engine.notice(runs);
        }
    }

    @Scheduled(every = "{focusforge.sagas.purge-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void purge() {
        var before = clock.instant().minus(config.retention());
        database.acrossTenants(connection -> PURGE.run(connection, before));
    }

    private List<RunKey> drive(SqlConnection connection) {
        return LOST.run(connection).stream()
                .map(row -> sagas.drive(
                        connection,
                        new SagaKey(row.getUUID("tenant_id"), row.getUUID("id")),
                        row.getString("kind"),
                        row.getString("traceparent")))
                .flatMap(Optional::stream)
                .toList();
    }
}

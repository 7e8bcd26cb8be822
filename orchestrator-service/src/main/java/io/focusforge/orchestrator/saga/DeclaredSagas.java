package io.focusforge.orchestrator.saga;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.runstore.RunCommands;
import io.focusforge.orchestrator.runstore.RunStore;
import io.focusforge.orchestrator.runstore.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The sagas that runs drive. */
@ApplicationScoped
public class DeclaredSagas implements SagaBook {
    private static final Statement LOCK = new Statement(
            "SELECT kind, state, backwards, traceparent, run_id FROM saga_states WHERE tenant_id = $1 AND id = $2 FOR UPDATE");
    private static final Statement DRIVE = new Statement("""
            UPDATE saga_states SET state = CASE WHEN backwards THEN 'compensating' ELSE 'running' END, run_id = $3, updated_at = $4,
                   deadline = $5 WHERE tenant_id = $1 AND id = $2""");
    private static final Statement FORGET_ERROR = new Statement("""
            UPDATE saga_states SET error_step = NULL, error_code = NULL, error_message = NULL
            WHERE tenant_id = $1 AND id = $2 AND NOT backwards""");
    private static final Statement TRY_AGAIN = new Statement("""
            UPDATE saga_steps SET attempts = 0, finished_at = NULL WHERE tenant_id = $1 AND saga_id = $2
              AND state IN ('running', 'failed', 'compensating')""");
    private static final Statement ABANDON = new Statement("""
            UPDATE saga_states SET state = 'abandoned', updated_at = $3, finished_at = $3
            WHERE tenant_id = $1 AND id = $2 AND finished_at IS NULL""");

    private static final Statement TURN_BACK = new Statement("""
            UPDATE saga_states SET backwards = true, state = 'compensating', updated_at = $3, error_code = 'given_up', error_message = 'Somebody has given it up.', error_step = NULL
            WHERE tenant_id = $1 AND id = $2""");
    private static final Statement ATTEMPTS_ANEW =
            new Statement("UPDATE saga_steps SET attempts = 0 WHERE tenant_id = $1 AND saga_id = $2");
    private static final Statement BEHIND = new Statement("""
            SELECT FROM saga_steps WHERE tenant_id = $1 AND saga_id = $2 AND position >= $3 AND state <> 'pending' LIMIT 1""");

    private final TenantDatabase database;
    private final SagaRows rows;
    private final SagaKinds kinds;
    private final Sagas sagas;
    private final RunStore runs;
    private final RunCommands commands;
    private final Clock clock;

    DeclaredSagas(
            TenantDatabase database,
            SagaRows rows,
            SagaKinds kinds,
            Sagas sagas,
            RunStore runs,
            RunCommands commands,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.kinds = kinds;
        this.sagas = sagas;
        this.runs = runs;
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public List<SagaView> list(UUID tenant, SagaFilter filter) {
        return rows.list(tenant, filter);
    }

    @Override
    public Optional<SagaView> find(SagaKey key) {
        return rows.find(key);
    }

    @Override
    public boolean retry(SagaKey key) {
        var run =
                database.inTransaction(key.tenant(), connection -> LOCK.run(connection, key.tenant(), key.id()).stream()
                        .filter(row -> row.getString("state").equals(SagaState.STUCK.text()))
                        .findFirst()
                        .flatMap(row -> retry(connection, key, row)));
        run.ifPresent(sagas::notice);
        return run.isPresent();
    }

    private Optional<RunKey> retry(SqlConnection connection, SagaKey key, Row row) {
        TRY_AGAIN.run(connection, key.tenant(), key.id());
        var driven = drive(connection, key, row.getString("kind"), row.getString("traceparent"));
        FORGET_ERROR.run(connection, key.tenant(), key.id());
        return driven;
    }

    @Override
    public boolean turnBack(SagaKey key) {
        var run = database.inTransaction(key.tenant(), connection -> turnBack(connection, key));
        run.ifPresent(sagas::notice);
        return run.isPresent();
    }

    /**
     * Part of the caller's transaction. The run that goes forward is cancelled, and only when that has ended, and nobody is at any step, {@link LostSagas} find that the saga has
     * none.
     */
    public Optional<RunKey> turnBack(SqlConnection connection, SagaKey key) {
        return LOCK.run(connection, key.tenant(), key.id()).stream()
                .filter(row -> mayTurnBack(connection, key, row))
                .findFirst()
                .map(row -> {
                    var run = new RunKey(key.tenant(), row.getUUID("run_id"));
                    TURN_BACK.run(connection, key.tenant(), key.id(), now());
                    ATTEMPTS_ANEW.run(connection, key.tenant(), key.id());
                    commands.cancel(connection, run, now());
                    return run;
                });
    }

    private boolean mayTurnBack(SqlConnection connection, SagaKey key, Row row) {
        var isForward = !row.getBoolean("backwards")
                && !SagaState.of(row.getString("state")).hasEnded();
        return isForward
                && kinds.find(row.getString("kind"))
                        .filter(kind -> kind.goesBackFrom(0))
                        .filter(kind -> BEHIND.run(connection, key.tenant(), key.id(), kind.returning())
                                        .rowCount()
                                == 0)
                        .isPresent();
    }

    /** Gives a saga, whose row is locked, a run of its own. @return empty when its kind is not declared any more */
    Optional<RunKey> drive(SqlConnection connection, SagaKey key, String kind, String traceparent) {
        return kinds.find(kind).map(declared -> {
            var run = sagas.run(kind, key, traceparent);
            runs.insert(connection, run, List.of());
            DRIVE.run(connection, key.tenant(), key.id(), run.key().id(), now(), now().plus(declared.timeout()));
            return run.key();
        });
    }

    @Override
    public boolean abandon(SagaKey key) {
        Predicate<SqlConnection> end = connection ->
                ABANDON.run(connection, key.tenant(), key.id(), now()).rowCount() == 1;
        var begun = rows.begun(key);
        return begun.flatMap(saga -> kinds.find(saga.kind()))
                .map(SagaKind::abandonment)
                .map(own -> own.abandon(key, begun.get().input(), end))
                .orElseGet(() -> database.inTransaction(key.tenant(), end::test));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

package io.focusforge.orchestrator.runstore;

import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.RunKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people ask of a run. Its engine, if it has one, is told by the mark for attention; a run that has none becomes due. */
@ApplicationScoped
public class RunCommands {
    private static final Statement CANCEL = new Statement("""
            UPDATE runs SET cancelled_at = coalesce(cancelled_at, $3), attention = true, updated_at = $3
            WHERE tenant_id = $1 AND id = $2 AND finished_at IS NULL""");
    private static final Statement RESUME = new Statement("""
            WITH again AS (
                UPDATE runs SET state = 'queued', due_at = $3, updated_at = $3, finished_at = NULL, output = NULL,
                    error_step = NULL, error_code = NULL, error_message = NULL, takeovers = 0,
                    seq = 1 + greatest(seq, (SELECT max(s.seq) FROM run_steps AS s WHERE s.tenant_id = $1 AND s.run_id = $2))
                WHERE tenant_id = $1 AND id = $2 AND state = 'failed' RETURNING tenant_id, id),
            anew AS (
                UPDATE run_steps SET state = 'pending', error_code = NULL, error_message = NULL, finished_at = NULL,
                    due_at = NULL, signal = NULL, signal_right = NULL, woken_by = NULL
                FROM again WHERE run_steps.tenant_id = again.tenant_id AND run_steps.run_id = again.id
                  AND run_steps.state NOT IN ('succeeded', 'skipped', 'expanded'))
            SELECT FROM again""");
    private static final Statement WAITING = new Statement("""
            SELECT signal_right FROM run_steps
            WHERE tenant_id = $1 AND run_id = $2 AND state = 'waiting' AND signal = $3 ORDER BY seq""");
    private static final Statement COUNT =
            new Statement("SELECT count(*) FROM run_signals WHERE tenant_id = $1 AND run_id = $2");
    private static final Statement SIGNAL = new Statement("""
            WITH open AS (
                UPDATE runs SET attention = engine_id IS NOT NULL, due_at = CASE WHEN engine_id IS NULL THEN $8::timestamptz END, updated_at = $8::timestamptz
                WHERE tenant_id = $1 AND id = $2 AND finished_at IS NULL RETURNING tenant_id, id)
            INSERT INTO run_signals (tenant_id, run_id, id, name, data, sender, scopes, sent_at)
            SELECT tenant_id, id, $3, $4, $5, $6, $7, $8::timestamptz FROM open""");

    private final TenantDatabase database;

    public RunCommands(TenantDatabase database) {
        this.database = database;
    }

    /** @return whether it had not ended */
    public boolean cancel(RunKey run, Instant now) {
        return database.inTransaction(run.tenant(), connection -> cancel(connection, run, now));
    }

    /** Part of the caller's transaction. */
    public boolean cancel(SqlConnection connection, RunKey run, Instant now) {
        return CANCEL.run(connection, run.tenant(), run.id(), now).rowCount() == 1;
    }

    /** From the steps that have not ended well. @return whether it had failed */
    public boolean resume(RunKey run, Instant now) {
        return changes(run, connection -> RESUME.run(connection, run.tenant(), run.id(), now));
    }

    /** What the steps that wait for this signal ask of its sender; an empty one stands for the run's owner. */
    public List<Optional<String>> rights(RunKey run, String signal) {
        return database.read(
                run.tenant(), connection -> WAITING.run(connection, run.tenant(), run.id(), signal).stream()
                        .map(row -> Optional.ofNullable(row.getString(0)))
                        .toList());
    }

    public long signals(SqlConnection connection, RunKey run) {
        return COUNT.run(connection, run.tenant(), run.id()).iterator().next().getLong(0);
    }

    /** Part of the caller's transaction. @return whether the run had not ended */
    public boolean signal(SqlConnection connection, RunKey run, String name, String data, Caller sender, Instant now) {
        return SIGNAL.run(
                                connection,
                                run.tenant(),
                                run.id(),
                                Ids.next(),
                                name,
                                data,
                                sender.user(),
                                sender.scopes().toArray(String[]::new),
                                now)
                        .rowCount()
                == 1;
    }

    private interface Change {
        RowSet<Row> of(SqlConnection connection);
    }

    private boolean changes(RunKey run, Change change) {
        return database.inTransaction(
                run.tenant(), connection -> change.of(connection).rowCount() == 1);
    }
}

package io.focusforge.orchestrator.runstore;

import static io.focusforge.orchestrator.runstore.Statement.column;
import static io.focusforge.orchestrator.runstore.Statement.time;

import io.focusforge.common.outbox.OutboxMessage;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.RunKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Writes what engines record, of many runs in one transaction. Writing the same twice is writing it once. */
@ApplicationScoped
public class JournalStore {
    /**
     * Holds the lease until the commit; an engine that is lost divides by zero, and with it goes the transaction. A process that stops halfway
     * does not hold it for long.
     */
    private static final Statement LEASE = new Statement("""
            SELECT set_config('idle_in_transaction_session_timeout', '5s', true), 1 / count(*)
            FROM (SELECT FROM run_engines WHERE id = $1 AND NOT lost FOR SHARE) AS held""");

    private static final Statement MOVE = new Statement("""
            WITH moved AS (
                UPDATE runs SET state = m.state, seq = m.seq, output = m.output, error_step = m.error_step,
                    error_code = m.error_code, error_message = m.error_message,
                    input_tokens = m.input_tokens, output_tokens = m.output_tokens, cost_micros = m.cost_micros,
                    due_at = CASE WHEN m.ended THEN NULL WHEN attention THEN $2 ELSE m.due_at END,
                    engine_id = NULL, attention = false, updated_at = $2, finished_at = CASE WHEN m.ended THEN $2 END
                FROM unnest($3::uuid[], $4::uuid[], $5::text[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::text[],
                            $11::bigint[], $12::bigint[], $13::bigint[], $14::timestamptz[], $15::boolean[])
                     AS m (tenant_id, id, state, seq, output, error_step, error_code, error_message,
                           input_tokens, output_tokens, cost_micros, due_at, ended)
                WHERE runs.tenant_id = m.tenant_id AND runs.id = m.id AND runs.engine_id = $1
                RETURNING runs.tenant_id, runs.id)
            INSERT INTO outbox (tenant_id, id, kind, payload)
            SELECT moved.tenant_id, told.id, 'job', told.payload
            FROM moved JOIN unnest($3::uuid[], $4::uuid[], $16::uuid[], $17::text[]) AS told (tenant_id, run_id, id, payload)
                 ON moved.tenant_id = told.tenant_id AND moved.id = told.run_id
            WHERE told.id IS NOT NULL""");

    private static final Statement USE = new Statement("""
            UPDATE run_signals SET used = true
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS used (tenant_id, run_id, id)
            WHERE run_signals.tenant_id = used.tenant_id AND run_signals.run_id = used.run_id AND run_signals.id = used.id""");

    private record Change(RunKey run, RunChange change) {}

    private record Used(RunKey run, UUID signal) {}

    private final TenantDatabase database;
    private final RunInserts inserts;
    private final StepWrites steps;

    public JournalStore(TenantDatabase database, Stored stored) {
        this.database = database;
        this.inserts = new RunInserts(stored);
        this.steps = new StepWrites();
    }

    /** Fails with an exception of the driver when the engine is lost. */
    public void write(UUID engine, List<JournalEntry> entries, Instant now) {
        database.atOnceAcrossTenants(connection -> {
            var sent = new ArrayList<CompletableFuture<RowSet<Row>>>();
            sent.add(LEASE.send(connection, engine));
            inserts.send(connection, engine, entries).ifPresent(sent::add);
            steps.send(connection, entries).ifPresent(sent::add);
            use(connection, entries, sent);
            move(connection, engine, entries, now, sent);
            return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
        });
    }

    private static void use(
            SqlConnection connection, List<JournalEntry> entries, List<CompletableFuture<RowSet<Row>>> sent) {
        var used = entries.stream()
                .flatMap(entry -> entry.signals().stream().map(signal -> new Used(entry.run(), signal)))
                .toList();
        if (!used.isEmpty()) {
            sent.add(USE.send(
                    connection,
                    column(used, one -> one.run().tenant(), UUID[]::new),
                    column(used, one -> one.run().id(), UUID[]::new),
                    column(used, Used::signal, UUID[]::new)));
        }
    }

    private static void move(
            SqlConnection connection,
            UUID engine,
            List<JournalEntry> entries,
            Instant now,
            List<CompletableFuture<RowSet<Row>>> sent) {
        var moved = entries.stream()
                .filter(entry -> entry.change() != null)
                .map(entry -> new Change(entry.run(), entry.change()))
                .toList();
        if (!moved.isEmpty()) {
            sent.add(MOVE.send(connection, columns(engine, moved, now)));
        }
    }

    private static Object[] columns(UUID engine, List<Change> moved, Instant now) {
        return new Object[] {
            engine,
            now,
            column(moved, one -> one.run().tenant(), UUID[]::new),
            column(moved, one -> one.run().id(), UUID[]::new),
            column(moved, one -> one.change().state().text(), String[]::new),
            column(moved, one -> one.change().seq(), Long[]::new),
            column(moved, one -> one.change().output(), String[]::new),
            column(moved, one -> error(one, RunError::step), String[]::new),
            column(moved, one -> error(one, RunError::code), String[]::new),
            column(moved, one -> error(one, RunError::message), String[]::new),
            column(moved, one -> one.change().usage().inputTokens(), Long[]::new),
            column(moved, one -> one.change().usage().outputTokens(), Long[]::new),
            column(moved, one -> one.change().usage().costMicros(), Long[]::new),
            column(moved, one -> time(one.change().due()), OffsetDateTime[]::new),
            column(moved, one -> one.change().state().hasEnded(), Boolean[]::new),
            column(moved, one -> told(one, OutboxMessage::id), UUID[]::new),
            column(moved, one -> told(one, OutboxMessage::payload), String[]::new)
        };
    }

    private static <T> T told(Change one, Function<OutboxMessage, T> part) {
        return one.change().told() == null ? null : part.apply(one.change().told());
    }

    private static String error(Change one, Function<RunError, String> part) {
        return one.change().error() == null ? null : part.apply(one.change().error());
    }
}

package io.focusforge.orchestrator.runstore;

import static io.focusforge.orchestrator.runstore.Statement.column;
import static io.focusforge.orchestrator.runstore.Statement.time;

import io.focusforge.orchestrator.run.RunKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Records of steps. */
final class StepWrites {
    private static final Statement WRITE = new Statement("""
            INSERT INTO run_steps AS s (tenant_id, run_id, step, state, seq, attempt, input_tokens, output_tokens, cost_micros,
                    started_at, finished_at, due_at, signal, signal_right, woken_by, result, error_code, error_message, progress)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::int[],
                    $7::bigint[], $8::bigint[], $9::bigint[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[],
                    $13::text[], $14::text[], $15::uuid[], $16::text[], $17::text[], $18::text[], $19::text[])
            ON CONFLICT (tenant_id, run_id, step) DO UPDATE SET state = excluded.state, seq = excluded.seq,
                    attempt = excluded.attempt, input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
                    cost_micros = excluded.cost_micros, started_at = excluded.started_at, finished_at = excluded.finished_at,
                    due_at = excluded.due_at, signal = excluded.signal, signal_right = excluded.signal_right,
                    woken_by = excluded.woken_by, result = excluded.result, error_code = excluded.error_code,
                    error_message = excluded.error_message, progress = excluded.progress""");

    private record Name(RunKey run, String step) {}

    private record Record(RunKey run, StepRow row) {}

    /** Of several records of a step the last. */
    Optional<CompletableFuture<RowSet<Row>>> send(SqlConnection connection, List<JournalEntry> entries) {
        var last = new LinkedHashMap<Name, Record>();
        for (var entry : entries) {
            for (var row : entry.steps()) {
                last.put(new Name(entry.run(), row.step()), new Record(entry.run(), row));
            }
        }
        return last.isEmpty() ? Optional.empty() : Optional.of(WRITE.send(connection, columns(last.values())));
    }

    void write(SqlConnection connection, RunKey run, List<StepRow> rows) {
        if (!rows.isEmpty()) {
            WRITE.run(
                    connection,
                    columns(rows.stream().map(row -> new Record(run, row)).toList()));
        }
    }

    private static Object[] columns(Collection<Record> records) {
        return new Object[] {
            column(records, one -> one.run().tenant(), UUID[]::new),
            column(records, one -> one.run().id(), UUID[]::new),
            column(records, one -> one.row().step(), String[]::new),
            column(records, one -> one.row().state().text(), String[]::new),
            column(records, one -> one.row().seq(), Long[]::new),
            column(records, one -> one.row().attempt(), Integer[]::new),
            column(records, one -> one.row().usage().inputTokens(), Long[]::new),
            column(records, one -> one.row().usage().outputTokens(), Long[]::new),
            column(records, one -> one.row().usage().costMicros(), Long[]::new),
            column(records, one -> time(one.row().times().started()), OffsetDateTime[]::new),
            column(records, one -> time(one.row().times().finished()), OffsetDateTime[]::new),
            column(records, one -> time(one.row().times().due()), OffsetDateTime[]::new),
            column(records, one -> one.row().waiting().signal(), String[]::new),
            column(records, one -> one.row().waiting().right(), String[]::new),
            column(records, one -> one.row().waiting().wokenBy(), UUID[]::new),
            column(records, one -> one.row().result(), String[]::new),
            column(records, one -> error(one) == null ? null : error(one).code(), String[]::new),
            column(records, one -> error(one) == null ? null : error(one).message(), String[]::new),
            column(records, one -> one.row().progress(), String[]::new)
        };
    }

    private static RunError error(Record one) {
        return one.row().error();
    }
}

package io.focusforge.orchestrator.runstore;

import static io.focusforge.orchestrator.runstore.Statement.column;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** New runs. */
final class RunInserts {
    /** Without an engine it is due at once. */
    private static final Statement INSERT = new Statement("""
            INSERT INTO runs (tenant_id, id, user_id, kind, definition, name, input, caller, webhook, forked_from, traceparent,
                              created_at, updated_at, seq, state, engine_id, started_at, due_at)
            SELECT tenant_id, id, user_id, kind, definition, name, input, caller, webhook, forked_from, traceparent,
                   created_at, created_at, 1, CASE WHEN $1::uuid IS NULL THEN 'queued' ELSE 'running' END, $1,
                   CASE WHEN $1::uuid IS NOT NULL THEN created_at END, CASE WHEN $1::uuid IS NULL THEN created_at END
            FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                        $11::uuid[], $12::text[], $13::timestamptz[])
                 AS new (tenant_id, id, user_id, kind, definition, name, input, caller, webhook, forked_from, traceparent, created_at)
            ON CONFLICT (tenant_id, id) DO NOTHING""");

    private final Stored stored;

    RunInserts(Stored stored) {
        this.stored = stored;
    }

    Optional<CompletableFuture<RowSet<Row>>> send(SqlConnection connection, UUID engine, List<JournalEntry> entries) {
        var runs = entries.stream()
                .map(JournalEntry::start)
                .filter(Objects::nonNull)
                .toList();
        return runs.isEmpty() ? Optional.empty() : Optional.of(INSERT.send(connection, columns(engine, runs)));
    }

    /** @param engine null for whichever takes it */
    void insert(SqlConnection connection, UUID engine, StoredRun run) {
        INSERT.run(connection, columns(engine, List.of(run)));
    }

    private Object[] columns(UUID engine, List<StoredRun> runs) {
        return new Object[] {
            engine,
            column(runs, run -> run.key().tenant(), UUID[]::new),
            column(runs, run -> run.key().id(), UUID[]::new),
            column(runs, run -> run.what().caller().user(), UUID[]::new),
            column(runs, run -> run.what().kind(), String[]::new),
            column(runs, run -> run.what().definition(), String[]::new),
            column(runs, run -> run.what().name(), String[]::new),
            column(runs, run -> run.what().input().toString(), String[]::new),
            column(runs, run -> stored.caller(run.what().caller()), String[]::new),
            column(runs, run -> stored.write(run.what().webhook()), String[]::new),
            column(runs, StoredRun::forkedFrom, UUID[]::new),
            column(runs, run -> run.what().traceparent(), String[]::new),
            column(runs, run -> Statement.time(run.createdAt()), OffsetDateTime[]::new)
        };
    }
}

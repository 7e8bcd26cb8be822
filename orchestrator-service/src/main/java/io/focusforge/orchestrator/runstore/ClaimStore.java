package io.focusforge.orchestrator.runstore;

import static io.focusforge.orchestrator.runstore.Statement.column;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.RunKey;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes runs for an engine, and tells it what has happened to those that it has. */
@ApplicationScoped
public class ClaimStore {
    private static final String TAKE = """
            UPDATE runs SET engine_id = $1, due_at = NULL, attention = false, state = 'running',
                started_at = coalesce(started_at, $2), updated_at = $2,
                seq = 1 + greatest(runs.seq, (SELECT max(s.seq) FROM run_steps AS s
                                              WHERE s.tenant_id = runs.tenant_id AND s.run_id = runs.id))
            FROM ready WHERE runs.tenant_id = ready.tenant_id AND runs.id = ready.id
              AND EXISTS (SELECT FROM run_engines WHERE run_engines.id = $1 AND NOT lost)
            RETURNING runs.*""";
    private static final Statement DUE = new Statement("""
            WITH ready AS (
                SELECT tenant_id, id FROM runs WHERE engine_id IS NULL AND due_at <= $2
                ORDER BY due_at LIMIT $3::int FOR UPDATE SKIP LOCKED)
            """ + TAKE);
    private static final Statement NAMED = new Statement("""
            WITH ready AS (
                SELECT runs.tenant_id, runs.id
                FROM runs JOIN unnest($3::uuid[], $4::uuid[]) AS named (tenant_id, id)
                     ON runs.tenant_id = named.tenant_id AND runs.id = named.id
                WHERE runs.engine_id IS NULL AND runs.finished_at IS NULL FOR UPDATE OF runs SKIP LOCKED)
            """ + TAKE);
    private static final Statement ATTENTION = new Statement("""
            SELECT tenant_id, id, engine_id, cancelled_at FROM runs
            WHERE attention AND (engine_id = $1 OR engine_id IS NULL) LIMIT 1000""");
    private static final Statement SEEN = new Statement("""
            UPDATE runs SET attention = false
            FROM unnest($2::uuid[], $3::uuid[]) AS seen (tenant_id, id)
            WHERE runs.tenant_id = seen.tenant_id AND runs.id = seen.id AND runs.engine_id = $1""");
    private static final Statement STEPS = new Statement("""
            SELECT run_steps.* FROM run_steps JOIN unnest($1::uuid[], $2::uuid[]) AS run (tenant_id, id)
                 ON run_steps.tenant_id = run.tenant_id AND run_steps.run_id = run.id
            ORDER BY run_steps.seq""");
    private static final Statement SIGNALS = new Statement("""
            SELECT run_signals.* FROM run_signals JOIN unnest($1::uuid[], $2::uuid[]) AS run (tenant_id, id)
                 ON run_signals.tenant_id = run.tenant_id AND run_signals.run_id = run.id
            ORDER BY run_signals.id""");

    /** A run whose engine should look. {@code taken} is false for one that no engine has. */
    public record Attention(RunKey run, boolean taken, boolean cancelled) {}

    private final TenantDatabase database;
    private final Stored stored;

    public ClaimStore(TenantDatabase database, Stored stored) {
        this.database = database;
        this.stored = stored;
    }

    /** Those that are due for longest. */
    public List<LoadedRun> claimDue(UUID engine, int atMost, Instant now) {
        return database.acrossTenants(connection -> loaded(connection, DUE.run(connection, engine, now, atMost)));
    }

    /** Those of these that no engine has. */
    public List<LoadedRun> claim(UUID engine, Collection<RunKey> runs, Instant now) {
        return database.acrossTenants(
                connection -> loaded(connection, NAMED.run(connection, engine, now, tenants(runs), ids(runs))));
    }

    public List<Attention> attention(UUID engine) {
        var found = new ArrayList<Attention>();
        database.atOnceAcrossTenants(connection -> ATTENTION.send(connection, engine))
                .forEach(row -> found.add(new Attention(
                        Stored.key(row, "id"),
                        row.getUUID("engine_id") != null,
                        row.getOffsetDateTime("cancelled_at") != null)));
        return found;
    }

    /** What was sent to these. Whatever comes later marks them anew. */
    public Map<RunKey, List<StoredSignal>> seen(UUID engine, Collection<RunKey> runs) {
        return database.acrossTenants(connection -> {
            SEEN.run(connection, engine, tenants(runs), ids(runs));
            return signals(connection, runs);
        });
    }

    private List<LoadedRun> loaded(SqlConnection connection, Iterable<Row> rows) {
        var runs = new ArrayList<StoredRun>();
        rows.forEach(row -> runs.add(stored.run(row)));
        if (runs.isEmpty()) {
            return List.of();
        }
        var keys = runs.stream().map(StoredRun::key).toList();
        var steps = STEPS.run(connection, tenants(keys), ids(keys)).stream()
                .collect(groupingBy(row -> Stored.key(row, "run_id"), mapping(Stored::step, toList())));
        var signals = signals(connection, keys);
        return runs.stream()
                .map(run -> new LoadedRun(
                        run, steps.getOrDefault(run.key(), List.of()), signals.getOrDefault(run.key(), List.of())))
                .toList();
    }

    private Map<RunKey, List<StoredSignal>> signals(SqlConnection connection, Collection<RunKey> keys) {
        return SIGNALS.run(connection, tenants(keys), ids(keys)).stream()
                .map(stored::signal)
                .collect(groupingBy(StoredSignal::run));
    }

    private static UUID[] tenants(Collection<RunKey> keys) {
        return column(keys, RunKey::tenant, UUID[]::new);
    }

    private static UUID[] ids(Collection<RunKey> keys) {
        return column(keys, RunKey::id, UUID[]::new);
    }
}

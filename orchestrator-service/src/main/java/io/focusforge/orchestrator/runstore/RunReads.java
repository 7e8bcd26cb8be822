package io.focusforge.orchestrator.runstore;

import static io.focusforge.orchestrator.runstore.Statement.column;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.orchestrator.run.RunKey;
import io.focusforge.orchestrator.run.StepUsage;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What is known of runs, for those who ask. */
@ApplicationScoped
public class RunReads {
    /** Events of one run that are told at once. */
    public static final int MOST_STEPS = 200;

    private static final String SUMMARY = """
            tenant_id, id, user_id, kind, definition, name, state, seq, error_step, error_code, error_message,
            input_tokens, output_tokens, cost_micros, forked_from, cancelled_at, created_at, started_at, updated_at, finished_at""";
    private static final Statement ONE =
            new Statement("SELECT " + SUMMARY + ", input, output FROM runs WHERE tenant_id = $1 AND id = $2");
    private static final Statement STEPS =
            new Statement("SELECT * FROM run_steps WHERE tenant_id = $1 AND run_id = $2 ORDER BY seq");
    private static final Statement MANY = new Statement("SELECT " + SUMMARY + """
            , NULL::text AS input, CASE WHEN finished_at IS NOT NULL THEN output END AS output
            FROM runs JOIN unnest($1::uuid[], $2::uuid[]) AS asked (asked_tenant, asked_id)
                 ON runs.tenant_id = asked_tenant AND runs.id = asked_id""");
    private static final Statement STEPS_SINCE = new Statement("""
            SELECT place, steps.*
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) WITH ORDINALITY AS asked (tenant_id, id, seq, place)
            CROSS JOIN LATERAL (
                SELECT * FROM run_steps AS s
                WHERE s.tenant_id = asked.tenant_id AND s.run_id = asked.id AND s.seq > asked.seq
                ORDER BY s.seq LIMIT %d) AS steps
            ORDER BY place, steps.seq""".formatted(MOST_STEPS));
    private static final Statement LIST = new Statement("SELECT " + SUMMARY + """
            , NULL::text AS input, NULL::text AS output FROM runs
            WHERE tenant_id = $1 AND user_id = $2 AND ($3::text IS NULL OR state = $3) AND ($4::text IS NULL OR name = $4)
              AND ($5::uuid IS NULL OR id < $5) ORDER BY id DESC LIMIT $6::int""");
    private static final Statement UNFINISHED = new Statement("""
            SELECT count(*) FROM (SELECT FROM runs WHERE tenant_id = $1 AND finished_at IS NULL LIMIT $2::int) AS open""");

    private static final Statement USAGE = new Statement("""
            SELECT coalesce(sum(input_tokens), 0)::bigint AS input_tokens, coalesce(sum(output_tokens), 0)::bigint AS output_tokens,
                   coalesce(sum(cost_micros), 0)::bigint AS cost_micros
            FROM run_steps WHERE tenant_id = $1 AND run_id = $2 AND starts_with(step, $3)""");

    /** @param steps in the order of their last events */
    public record Whole(RunRecord run, List<StepRow> steps) {}

    /** Somebody who has seen all events up to {@code seq}. */
    public record Seen(RunKey run, long seq) {}

    /** @param state null for all, as the others */
    public record Filter(RunState state, String name, UUID before, int limit) {}

    private final TenantDatabase database;

    public RunReads(TenantDatabase database) {
        this.database = database;
    }

    public Optional<RunRecord> find(RunKey run) {
        return database.read(run.tenant(), connection -> one(connection, run));
    }

    public Optional<Whole> whole(RunKey run) {
        return database.read(run.tenant(), connection -> one(connection, run)
                .map(found -> new Whole(found, steps(connection, run))));
    }

    /** What steps have cost that are recorded. @param beginning of their names */
    public StepUsage usage(RunKey run, String beginning) {
        return database.read(
                run.tenant(),
                connection -> Stored.usage(USAGE.run(connection, run.tenant(), run.id(), beginning)
                        .iterator()
                        .next()));
    }

    /** The newest first. */
    public List<RunRecord> list(UUID tenant, UUID user, Filter filter) {
        var state = filter.state() == null ? null : filter.state().text();
        return database.read(
                tenant,
                connection ->
                        LIST
                                .run(connection, tenant, user, state, filter.name(), filter.before(), filter.limit())
                                .stream()
                                .map(RunReads::run)
                                .toList());
    }

    /** @return how many there are, or {@code most} */
    public long unfinished(UUID tenant, int most) {
        return database.read(tenant, connection -> UNFINISHED
                .run(connection, tenant, most)
                .iterator()
                .next()
                .getLong(0));
    }

    /** For streams, of all tenants. */
    public Map<RunKey, RunRecord> runs(SqlConnection connection, List<RunKey> keys) {
        var tenants = column(keys, RunKey::tenant, UUID[]::new);
        return MANY.run(connection, tenants, column(keys, RunKey::id, UUID[]::new)).stream()
                .map(RunReads::run)
                .collect(toMap(RunRecord::key, Function.identity()));
    }

    /** For streams, of all tenants: by the places in the list, in order, and so many at most of each. */
    public Map<Integer, List<StepRow>> stepsSince(SqlConnection connection, List<Seen> seen) {
        var rows = STEPS_SINCE.run(
                connection,
                column(seen, one -> one.run().tenant(), UUID[]::new),
                column(seen, one -> one.run().id(), UUID[]::new),
                column(seen, Seen::seq, Long[]::new));
        return rows.stream()
                .collect(groupingBy(row -> row.getLong("place").intValue() - 1, mapping(Stored::step, toList())));
    }

    private static Optional<RunRecord> one(SqlConnection connection, RunKey run) {
        return ONE.run(connection, run.tenant(), run.id()).stream().findFirst().map(RunReads::run);
    }

    private static List<StepRow> steps(SqlConnection connection, RunKey run) {
        return STEPS.run(connection, run.tenant(), run.id()).stream()
                .map(Stored::step)
                .toList();
    }

    private static RunRecord run(Row row) {
        var code = row.getString("error_code");
        return new RunRecord(
                Stored.key(row, "id"),
                row.getUUID("user_id"),
                row.getString("kind"),
                row.getString("definition"),
                row.getString("name"),
                RunState.of(row.getString("state")),
                row.getLong("seq"),
                row.getString("input"),
                row.getString("output"),
                code == null ? null : new RunError(row.getString("error_step"), code, row.getString("error_message")),
                Stored.usage(row),
                row.getUUID("forked_from"),
                row.getOffsetDateTime("cancelled_at") != null,
                new RunRecord.Times(
                        Statement.instant(row, "created_at"),
                        Statement.instant(row, "started_at"),
                        Statement.instant(row, "updated_at"),
                        Statement.instant(row, "finished_at")));
    }
}

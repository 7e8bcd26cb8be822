package io.focusforge.worker.dispatch;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.job.StreamKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.stream.ReadyJob;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The jobs table, seen from the dispatcher. */
@ApplicationScoped
public class DispatchStore {
    private static final Statement COUNT = new Statement(
            "SELECT queue, priority, count(*)::int AS jobs FROM jobs WHERE state = 'dispatched' GROUP BY queue, priority");
    private static final Statement MARK_DUE = new Statement("""
            UPDATE jobs SET due = true WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM jobs WHERE state = 'queued' AND NOT due AND run_at <= $1
                ORDER BY run_at LIMIT $2 FOR UPDATE SKIP LOCKED))""");
    private static final Statement NEXT_DUE =
            new Statement("SELECT min(run_at) AS next FROM jobs WHERE state = 'queued' AND NOT due");
    /** Jumps from tenant to tenant in the index, so that the length of their queues does not matter. */
    private static final Statement READY = new Statement("""
            SELECT stream.queue, stream.priority, found.tenant_id
            FROM unnest($1::text[], $2::int[], $3::uuid[]) AS stream (queue, priority, first)
            CROSS JOIN LATERAL (
                WITH RECURSIVE tenants (tenant_id) AS (
                    (SELECT tenant_id FROM jobs
                     WHERE state = 'queued' AND due AND jobs.queue = stream.queue AND jobs.priority = stream.priority
                       AND tenant_id >= stream.first
                     ORDER BY tenant_id LIMIT 1)
                    UNION ALL
                    SELECT (SELECT jobs.tenant_id FROM jobs
                            WHERE state = 'queued' AND due AND jobs.queue = stream.queue AND jobs.priority = stream.priority
                              AND jobs.tenant_id > tenants.tenant_id
                            ORDER BY jobs.tenant_id LIMIT 1)
                    FROM tenants WHERE tenants.tenant_id IS NOT NULL)
                SELECT tenant_id FROM tenants WHERE tenant_id IS NOT NULL LIMIT $4) AS found
            WHERE NOT EXISTS (SELECT FROM queues WHERE name = stream.queue AND paused_at IS NOT NULL)""");

    private static final String PICKED = """
            WHERE ctid = ANY (ARRAY(
                SELECT first.ctid
                FROM unnest($1::text[], $2::int[], $3::uuid[], $4::int[]) AS turn (queue, priority, tenant_id, places)
                CROSS JOIN LATERAL (
                    SELECT ctid FROM jobs
                    WHERE state = 'queued' AND due AND jobs.queue = turn.queue AND jobs.priority = turn.priority
                      AND jobs.tenant_id = turn.tenant_id AND run_at <= $5 AND (deadline IS NULL OR deadline > $5)
                    ORDER BY priority_rank, run_at, id LIMIT turn.places FOR UPDATE SKIP LOCKED) AS first))
            """;
    private static final Statement DISPATCH = new Statement("""
            UPDATE jobs SET state = 'dispatched', dispatched_at = $5, updated_at = $5
            %s RETURNING tenant_id, id, queue, priority, priority_rank, run_at""".formatted(PICKED));
    private static final Statement CLAIM = new Statement("""
            UPDATE jobs SET state = 'running', attempt = attempt + 1, fence = fence + 1, lease_until = $6, started_at = $5, updated_at = $5
            %s RETURNING %s""".formatted(PICKED, JobRows.CLAIMED));

    private static final Statement WAITING = new Statement("""
            SELECT tenant_id, id FROM jobs WHERE state = 'dispatched' AND queue = $1 AND dispatched_at < $2
            ORDER BY dispatched_at LIMIT 20000""");
    /** Waits for nobody: all replicas put the same jobs right at once, beside those that claim them. */
    private static final String UNTOUCHED = """
            WITH asked AS (
                SELECT jobs.tenant_id, jobs.id
                FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS given (tenant_id, id)
                     ON jobs.tenant_id = given.tenant_id AND jobs.id = given.id
                WHERE (jobs.state || '') = 'dispatched' FOR UPDATE OF jobs SKIP LOCKED)
            """;

    private static final Statement TAKE_BACK = new Statement(UNTOUCHED + """
            UPDATE jobs SET state = 'queued', due = true, dispatched_at = NULL, updated_at = $3
            FROM asked WHERE jobs.tenant_id = asked.tenant_id AND jobs.id = asked.id""");
    private static final Statement SEEN = new Statement(UNTOUCHED + """
            UPDATE jobs SET dispatched_at = $3
            FROM asked WHERE jobs.tenant_id = asked.tenant_id AND jobs.id = asked.id""");
    private static final Statement OVERDUE =
            new Statement("SELECT DISTINCT queue FROM jobs WHERE state = 'dispatched' AND dispatched_at < $1");

    /** What nobody has read from the streams, whoever put it there: its messages will be found to be of no use. */
    private static final Statement CLAIM_DISPATCHED = new Statement("""
            UPDATE jobs SET state = 'running', attempt = attempt + 1, fence = fence + 1, lease_until = $4, dispatched_at = NULL,
                            started_at = $3, updated_at = $3
            WHERE ctid = ANY (ARRAY(
                SELECT ctid FROM jobs
                WHERE state = 'dispatched' AND queue = $1 AND dispatched_at <= $5 AND (deadline IS NULL OR deadline > $3)
                  AND NOT EXISTS (SELECT FROM queues WHERE name = $1 AND paused_at IS NOT NULL)
                ORDER BY priority, dispatched_at LIMIT $2 FOR UPDATE SKIP LOCKED))
            RETURNING %s""".formatted(JobRows.CLAIMED));

    private static final int DUE_AT_ONCE = 5_000;
    /** A process that is idle reads sooner. */
    private static final Duration UNREAD = Duration.ofMillis(200);

    private final List<StreamKey> streams;

    DispatchStore(JobsConfig config) {
        this.streams = config.queues().stream()
                .flatMap(queue -> Priority.all().stream().map(priority -> new StreamKey(queue, priority)))
                .toList();
    }

    List<StreamKey> streams() {
        return streams;
    }

    /** Jobs whose time has come may be picked from here on. */
    void markDue(SqlConnection connection, Instant now) {
        MARK_DUE.run(connection, now, DUE_AT_ONCE);
    }

    /** @return when the next job's time comes, or null */
    Instant nextDue(SqlConnection connection) {
        return Statement.instant(NEXT_DUE.run(connection).iterator().next(), "next");
    }

    /** The tenants that have a job which may run, by stream, in order from the given ones on; nothing of a paused queue. */
    Map<StreamKey, List<UUID>> ready(SqlConnection connection, Function<StreamKey, UUID> first, int tenants) {
        var ready = new HashMap<StreamKey, List<UUID>>();
        READY.run(
                        connection,
                        column(streams, StreamKey::queue, String[]::new),
                        column(streams, stream -> stream.priority().rank(), Integer[]::new),
                        column(streams, first, UUID[]::new),
                        tenants)
                .forEach(row -> ready.computeIfAbsent(stream(row), stream -> new ArrayList<>())
                        .add(row.getUUID("tenant_id")));
        return ready;
    }

    /** How many jobs of each stream have been dispatched and not been claimed. */
    Map<StreamKey, Integer> dispatched(SqlConnection connection) {
        var dispatched = new HashMap<StreamKey, Integer>();
        COUNT.run(connection).forEach(row -> dispatched.put(stream(row), row.getInteger("jobs")));
        return dispatched;
    }

    /** Marks as dispatched the next jobs of these turns. */
    List<ReadyJob> dispatch(SqlConnection connection, List<Turn> turns, Instant now) {
        return inOrder(pick(connection, DISPATCH, turns, now));
    }

    /** Starts an attempt of the next jobs of these turns. */
    List<ClaimedJob> claim(SqlConnection connection, List<Turn> turns, Instant now, Instant leaseUntil) {
        var claimed = new ArrayList<ClaimedJob>();
        pick(connection, CLAIM, turns, now, leaseUntil).forEach(row -> claimed.add(JobRows.claimed(row)));
        return claimed;
    }

    /** Starts an attempt of jobs that have been dispatched and were not read, the earliest first. */
    List<ClaimedJob> claimDispatched(
            SqlConnection connection, String queue, int places, Instant now, Instant leaseUntil) {
        var claimed = new ArrayList<ClaimedJob>();
        CLAIM_DISPATCHED
                .run(connection, queue, places, now, leaseUntil, now.minus(UNREAD))
                .forEach(row -> claimed.add(JobRows.claimed(row)));
        return claimed;
    }

    private static RowSet<Row> pick(
            SqlConnection connection, Statement statement, List<Turn> turns, Instant now, Object... more) {
        var parameters = new ArrayList<Object>();
        parameters.add(column(turns, turn -> turn.stream().queue(), String[]::new));
        parameters.add(column(turns, turn -> turn.stream().priority().rank(), Integer[]::new));
        parameters.add(column(turns, Turn::tenant, UUID[]::new));
        parameters.add(column(turns, Turn::places, Integer[]::new));
        parameters.add(now);
        parameters.addAll(List.of(more));
        return statement.run(connection, parameters.toArray());
    }

    private static StreamKey stream(Row row) {
        return new StreamKey(row.getString("queue"), Priority.ofRank(row.getInteger("priority")));
    }

    /** Queues with jobs that have been dispatched before this instant. */
    public List<String> overdue(SqlConnection connection, Instant before) {
        var queues = new ArrayList<String>();
        OVERDUE.run(connection, before).forEach(row -> queues.add(row.getString("queue")));
        return queues;
    }

    public List<JobKey> dispatched(SqlConnection connection, String queue, Instant before) {
        var jobs = new ArrayList<JobKey>();
        WAITING.run(connection, queue, before).forEach(row -> jobs.add(JobRows.key(row)));
        return jobs;
    }

    /** Their messages are lost: they queue again. */
    public int takeBack(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        return TAKE_BACK
                .run(connection, JobRows.tenants(jobs), JobRows.ids(jobs), now)
                .rowCount();
    }

    /** Their messages were seen just now. */
    public void seen(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        SEEN.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs), now);
    }

    private static List<ReadyJob> inOrder(RowSet<Row> picked) {
        var rows = new ArrayList<Row>(picked.size());
        picked.forEach(rows::add);
        rows.sort(Comparator.comparing((Row row) -> row.getInteger("priority_rank"))
                .thenComparing(row -> row.getOffsetDateTime("run_at")));
        return rows.stream()
                .map(row -> new ReadyJob(
                        row.getString("queue"), Priority.ofRank(row.getInteger("priority")), JobRows.key(row)))
                .toList();
    }
}

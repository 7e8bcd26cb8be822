package io.focusforge.worker.dispatch;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobsConfig;
import io.focusforge.worker.job.Priority;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.stream.ReadyJob;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The jobs table, seen from the dispatcher. */
@ApplicationScoped
public class DispatchStore {
    private static final Statement COUNT = new Statement(
            "SELECT queue, priority, count(*)::int AS jobs FROM jobs WHERE state = 'dispatched' GROUP BY queue, priority");
    /** Goes from rank to rank, so that jobs of the future are passed over whatever their rank. */
    private static final Statement PICK = new Statement("""
            WITH open AS MATERIALIZED (
                SELECT queue, priority, places FROM unnest($1::text[], $2::int[], $3::int[]) AS stream (queue, priority, places)
                WHERE NOT EXISTS (SELECT FROM queues WHERE name = stream.queue AND paused_at IS NOT NULL)),
            ready AS (
                SELECT picked.tenant_id, picked.id
                FROM open AS stream
                CROSS JOIN LATERAL (
                    WITH RECURSIVE ranks (rank) AS (
                        SELECT min(priority_rank) FROM jobs
                        WHERE state = 'queued' AND jobs.queue = stream.queue AND jobs.priority = stream.priority
                        UNION ALL
                        SELECT (SELECT min(priority_rank) FROM jobs
                                WHERE state = 'queued' AND jobs.queue = stream.queue AND jobs.priority = stream.priority
                                  AND priority_rank > ranks.rank)
                        FROM ranks WHERE ranks.rank IS NOT NULL)
                    SELECT first.tenant_id, first.id FROM ranks CROSS JOIN LATERAL (
                        SELECT tenant_id, id FROM jobs
                        WHERE state = 'queued' AND jobs.queue = stream.queue AND jobs.priority = stream.priority
                          AND priority_rank = ranks.rank AND run_at <= $4
                        ORDER BY run_at, id LIMIT stream.places FOR UPDATE SKIP LOCKED) AS first
                    LIMIT stream.places) AS picked)
            UPDATE jobs SET state = 'dispatched', dispatched_at = $4, updated_at = $4
            FROM ready WHERE jobs.tenant_id = ready.tenant_id AND jobs.id = ready.id
            RETURNING jobs.tenant_id, jobs.id, jobs.queue, jobs.priority, jobs.priority_rank, jobs.run_at""");

    private static final Statement WAITING = new Statement("""
            SELECT tenant_id, id FROM jobs WHERE state = 'dispatched' AND queue = $1 AND dispatched_at < $2
            ORDER BY dispatched_at LIMIT 20000""");
    private static final Statement TAKE_BACK = new Statement("""
            UPDATE jobs SET state = 'queued', dispatched_at = NULL, updated_at = $3
            FROM unnest($1::uuid[], $2::uuid[]) AS lost (tenant_id, id)
            WHERE jobs.tenant_id = lost.tenant_id AND jobs.id = lost.id AND jobs.state = 'dispatched'""");
    private static final Statement SEEN = new Statement("""
            UPDATE jobs SET dispatched_at = $3
            FROM unnest($1::uuid[], $2::uuid[]) AS seen (tenant_id, id)
            WHERE jobs.tenant_id = seen.tenant_id AND jobs.id = seen.id AND jobs.state = 'dispatched'""");
    private static final Statement OVERDUE =
            new Statement("SELECT DISTINCT queue FROM jobs WHERE state = 'dispatched' AND dispatched_at < $1");

    private final List<StreamKey> streams;

    DispatchStore(JobsConfig config) {
        this.streams = config.queues().stream()
                .flatMap(queue -> Priority.all().stream().map(priority -> new StreamKey(queue, priority)))
                .toList();
    }

    boolean isAnyFull(Map<StreamKey, Integer> places) {
        return places.size() < streams.size();
    }

    /** How many places each stream has left; streams that are full are absent. */
    Map<StreamKey, Integer> places(SqlConnection connection, int window) {
        var places = new HashMap<StreamKey, Integer>();
        streams.forEach(stream -> places.put(stream, window));
        for (var row : COUNT.run(connection)) {
            var stream = new StreamKey(row.getString("queue"), Priority.ofRank(row.getInteger("priority")));
            places.computeIfPresent(
                    stream, (key, left) -> left > row.getInteger("jobs") ? left - row.getInteger("jobs") : null);
        }
        return places;
    }

    /** Marks as dispatched what is ready, by rank, the earliest first, as far as there are places; nothing of a paused queue. */
    List<ReadyJob> pick(SqlConnection connection, Map<StreamKey, Integer> places, Instant now) {
        var open = List.copyOf(places.keySet());
        var picked = PICK.run(
                connection,
                column(open, StreamKey::queue, String[]::new),
                column(open, stream -> stream.priority().rank(), Integer[]::new),
                column(open, places::get, Integer[]::new),
                now);
        return inOrder(picked);
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

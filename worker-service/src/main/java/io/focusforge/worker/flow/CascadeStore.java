package io.focusforge.worker.flow;

import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who ends because of whom. */
@ApplicationScoped
class CascadeStore {
    /** Goes up for as long as the failure of one is the failure of the next. */
    private static final Statement FAILING = new Statement("""
            WITH RECURSIVE failing (tenant_id, id, cause) AS (
                SELECT node.tenant_id, node.parent_id, node.job_id
                FROM unnest($1::uuid[], $2::uuid[]) AS failed (tenant_id, id)
                JOIN flow_jobs AS node ON node.tenant_id = failed.tenant_id AND node.job_id = failed.id
                JOIN jobs ON jobs.tenant_id = node.tenant_id AND jobs.id = node.parent_id AND (jobs.state || '') = 'waiting'
                WHERE node.on_failure = 'fail'
                UNION
                SELECT node.tenant_id, node.parent_id, node.job_id
                FROM failing
                JOIN flow_jobs AS node ON node.tenant_id = failing.tenant_id AND node.job_id = failing.id
                JOIN jobs ON jobs.tenant_id = node.tenant_id AND jobs.id = node.parent_id AND (jobs.state || '') = 'waiting'
                WHERE node.on_failure = 'fail')
            SELECT tenant_id, id, cause FROM failing""");
    /** Goes down through all that has not ended. */
    private static final Statement DRAG = new Statement("""
            WITH RECURSIVE below (tenant_id, id) AS (
                SELECT tenant_id, id FROM unnest($1::uuid[], $2::uuid[]) AS top (tenant_id, id)
                UNION
                SELECT child.tenant_id, child.job_id
                FROM below JOIN flow_jobs AS child ON child.tenant_id = below.tenant_id AND child.parent_id = below.id
                WHERE child.outcome IS NULL)
            UPDATE flow_jobs AS node SET dragged = true
            FROM below WHERE node.tenant_id = below.tenant_id AND node.job_id = below.id AND node.outcome IS NULL
            RETURNING node.tenant_id, node.job_id AS id""");
    /** Held like an attempt, which does not count, until it is ended in the same transaction. */
    private static final Statement TAKE = new Statement("""
            WITH held AS (
                SELECT jobs.tenant_id, jobs.id
                FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS wanted (tenant_id, id)
                     ON jobs.tenant_id = wanted.tenant_id AND jobs.id = wanted.id
                WHERE (jobs.state || '') IN ('waiting', 'queued', 'dispatched', 'running')
                ORDER BY jobs.tenant_id, jobs.id FOR UPDATE OF jobs SKIP LOCKED)
            UPDATE jobs SET state = 'running', fence = fence + 1, lease_until = $3, dispatched_at = NULL, updated_at = $3
            FROM held WHERE jobs.tenant_id = held.tenant_id AND jobs.id = held.id
            RETURNING jobs.tenant_id, jobs.id, fence, type, queue, attempt, traceparent""");

    private static final Statement LEFT_BEHIND = new Statement("""
            SELECT tenant_id, job_id AS id FROM flow_jobs WHERE dragged AND outcome IS NULL
            ORDER BY tenant_id, job_id LIMIT $1""");
    private static final Statement LATE = new Statement("""
            SELECT tenant_id, id FROM jobs WHERE deadline <= $1 AND state = 'waiting' ORDER BY deadline LIMIT $2""");

    /** @return the jobs that have to die of it, each with the id of the child that it dies of */
    Map<JobKey, UUID> failing(SqlConnection connection, Collection<JobKey> failed) {
        var causes = new HashMap<JobKey, UUID>();
        FAILING.run(connection, JobRows.tenants(failed), JobRows.ids(failed))
                .forEach(row -> causes.putIfAbsent(JobRows.key(row), row.getUUID("cause")));
        return causes;
    }

    /** @return these, and all below them, as far as they have not ended; marked as such */
    List<JobKey> drag(SqlConnection connection, Collection<JobKey> tops) {
        return keys(DRAG.run(connection, JobRows.tenants(tops), JobRows.ids(tops)));
    }

    /** Those that nobody else is changing right now. From here on a worker that has one is refused. */
    List<Ending.Held> take(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        var held = new ArrayList<Ending.Held>();
        TAKE.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs), now)
                .forEach(row -> held.add(Ending.Held.of(row)));
        return held;
    }

    /** What somebody else was changing when it was to be ended. */
    List<JobKey> leftBehind(SqlConnection connection, int limit) {
        return keys(LEFT_BEHIND.run(connection, limit));
    }

    /** What still waits for its children after its deadline. */
    List<JobKey> late(SqlConnection connection, Instant now, int limit) {
        return keys(LATE.run(connection, now, limit));
    }

    private static List<JobKey> keys(Iterable<Row> rows) {
        var keys = new ArrayList<JobKey>();
        rows.forEach(row -> keys.add(JobRows.key(row)));
        return keys;
    }
}

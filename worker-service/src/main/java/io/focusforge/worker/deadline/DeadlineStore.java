package io.focusforge.worker.deadline;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.recover.JobSweep;
import io.focusforge.worker.recover.Overdue;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The jobs table, seen from the one who buries. */
@ApplicationScoped
class DeadlineStore implements JobSweep.Search {
    private static final Statement FIND = new Statement("""
            SELECT tenant_id, id FROM jobs WHERE deadline <= $1 AND state IN ('queued', 'dispatched') ORDER BY deadline LIMIT $2""");
    /** Held like an attempt, which does not count, until it is ended in the same transaction. */
    private static final Statement TAKE = new Statement("""
            WITH late AS (
                SELECT jobs.tenant_id, jobs.id
                FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS found (tenant_id, id)
                     ON jobs.tenant_id = found.tenant_id AND jobs.id = found.id
                WHERE deadline <= $3 AND (state || '') IN ('queued', 'dispatched') FOR UPDATE OF jobs SKIP LOCKED)
            UPDATE jobs SET state = 'running', fence = fence + 1, lease_until = $3, dispatched_at = NULL, updated_at = $3
            FROM late WHERE jobs.tenant_id = late.tenant_id AND jobs.id = late.id
            RETURNING jobs.tenant_id, jobs.id, fence, type, queue, attempt, max_attempts, lease_until, traceparent""");

    @Override
    public List<JobKey> find(SqlConnection connection, Instant now, int limit) {
        var keys = new ArrayList<JobKey>();
        FIND.run(connection, now, limit).forEach(row -> keys.add(JobRows.key(row)));
        return keys;
    }

    @Override
    public List<Overdue> take(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        var taken = new ArrayList<Overdue>();
        TAKE.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs), now).forEach(row -> taken.add(Overdue.of(row)));
        return taken;
    }
}

package io.focusforge.worker.recover;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The jobs table, seen from the sweeper. */
@ApplicationScoped
class SweepStore implements JobSweep.Search {
    private static final Statement FIND = new Statement("""
            SELECT tenant_id, id FROM jobs WHERE state = 'running' AND lease_until < $1 ORDER BY lease_until LIMIT $2""");
    private static final Statement TAKE = new Statement("""
            SELECT jobs.tenant_id, jobs.id, fence, type, queue, attempt, max_attempts, lease_until, traceparent
            FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS found (tenant_id, id)
                 ON jobs.tenant_id = found.tenant_id AND jobs.id = found.id
            WHERE (state || '') = 'running' AND lease_until < $3 FOR UPDATE OF jobs SKIP LOCKED""");

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

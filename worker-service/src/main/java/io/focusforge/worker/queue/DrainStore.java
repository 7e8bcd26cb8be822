package io.focusforge.worker.queue;

import io.focusforge.worker.history.Moves;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Cancels what a tenant has waiting. */
@ApplicationScoped
class DrainStore {
    private static final Statement FIND = new Statement("""
            (SELECT tenant_id, id FROM jobs WHERE tenant_id = $1 AND queue = $2 AND priority IN (0, 1, 2) AND state = 'queued' AND due
             AND created_at <= $3 LIMIT $4)
            UNION ALL
            (SELECT tenant_id, id FROM jobs WHERE tenant_id = $1 AND queue = $2 AND state = 'queued' AND NOT due
             AND created_at <= $3 LIMIT $4)
            UNION ALL
            (SELECT tenant_id, id FROM jobs WHERE tenant_id = $1 AND queue = $2 AND state = 'dispatched' AND created_at <= $3 LIMIT $4)
            LIMIT $4""");
    /** Rows are locked in the order of their keys, as everywhere; what a worker takes meanwhile is left to it. */
    private static final Statement CANCEL = new Statement("""
            WITH waiting AS (
                SELECT jobs.tenant_id, jobs.id
                FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS found (tenant_id, id)
                     ON jobs.tenant_id = found.tenant_id AND jobs.id = found.id
                WHERE (jobs.state || '') IN ('queued', 'dispatched')
                ORDER BY jobs.id FOR UPDATE OF jobs),
            gone AS (
                DELETE FROM jobs USING waiting WHERE jobs.tenant_id = waiting.tenant_id AND jobs.id = waiting.id
                RETURNING jobs.*, 'cancelled' AS ended_state, NULL::jsonb AS ended_result, $3::timestamptz AS ended_at)""" + Moves.TO_FINISHED);

    /** @param since jobs that came in later are left alone */
    List<JobKey> find(SqlConnection connection, UUID tenant, String queue, Instant since, int limit) {
        return keys(FIND.run(connection, tenant, queue, since, limit));
    }

    /** @return those of them that waited still */
    List<JobKey> cancel(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        return keys(CANCEL.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs), now));
    }

    private static List<JobKey> keys(Iterable<Row> rows) {
        var keys = new ArrayList<JobKey>();
        rows.forEach(row -> keys.add(JobRows.key(row)));
        return keys;
    }
}

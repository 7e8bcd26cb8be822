package io.focusforge.worker.queue;

import io.focusforge.worker.history.Moves;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Cancels what a tenant has waiting. */
@ApplicationScoped
class DrainStore {
    /** Rows are locked in the order of their keys, as everywhere; what a worker takes meanwhile is left to it. */
    private static final Statement CANCEL = new Statement("""
            WITH found AS (
                (SELECT id FROM jobs WHERE tenant_id = $1 AND queue = $2 AND priority IN (0, 1, 2) AND state = 'queued' AND due
                 AND created_at <= $3 LIMIT $4)
                UNION ALL
                (SELECT id FROM jobs WHERE tenant_id = $1 AND queue = $2 AND state = 'queued' AND NOT due AND created_at <= $3 LIMIT $4)
                UNION ALL
                (SELECT id FROM jobs WHERE tenant_id = $1 AND queue = $2 AND state = 'dispatched' AND created_at <= $3 LIMIT $4)
                LIMIT $4),
            waiting AS (
                SELECT jobs.id FROM jobs JOIN found ON jobs.id = found.id
                WHERE jobs.tenant_id = $1 AND (jobs.state || '') IN ('queued', 'dispatched')
                ORDER BY jobs.id FOR UPDATE OF jobs),
            gone AS (
                DELETE FROM jobs USING waiting WHERE jobs.tenant_id = $1 AND jobs.id = waiting.id
                RETURNING jobs.*, 'cancelled' AS ended_state, NULL::jsonb AS ended_result, $5::timestamptz AS ended_at)""" + Moves.TO_FINISHED);

    /**
     * Part of the caller's transaction.
     *
     * @param since jobs that came in later are left alone
     * @return those that were cancelled; none when there are no more
     */
    List<JobKey> cancel(SqlConnection connection, UUID tenant, String queue, Instant since, Instant now, int limit) {
        var cancelled = new ArrayList<JobKey>();
        CANCEL.run(connection, tenant, queue, since, limit, now).forEach(row -> cancelled.add(JobRows.key(row)));
        return cancelled;
    }
}

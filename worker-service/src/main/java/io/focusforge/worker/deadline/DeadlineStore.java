package io.focusforge.worker.deadline;

import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.recover.Overdue;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The jobs table, seen from the one who buries. */
@ApplicationScoped
class DeadlineStore {
    /** Held like an attempt, which does not count, until it is ended in the same transaction. */
    private static final Statement TAKE = new Statement("""
            WITH late AS (
                SELECT tenant_id, id FROM jobs WHERE deadline <= $1 AND state IN ('queued', 'dispatched')
                ORDER BY deadline LIMIT $2 FOR UPDATE SKIP LOCKED)
            UPDATE jobs SET state = 'running', fence = fence + 1, lease_until = $1, dispatched_at = NULL, updated_at = $1
            FROM late WHERE jobs.tenant_id = late.tenant_id AND jobs.id = late.id
            RETURNING jobs.tenant_id, jobs.id, fence, type, queue, attempt, max_attempts, lease_until, traceparent""");

    List<Overdue> take(SqlConnection connection, Instant now, int limit) {
        var late = new ArrayList<Overdue>();
        TAKE.run(connection, now, limit).forEach(row -> late.add(Overdue.of(row)));
        return late;
    }
}

package io.focusforge.worker.recover;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The jobs table, seen from the sweeper. */
@ApplicationScoped
class SweepStore {
    private static final Statement EXPIRED = new Statement("""
            SELECT tenant_id, id, fence, type, queue, attempt, max_attempts, lease_until, traceparent FROM jobs
            WHERE state = 'running' AND lease_until < $1 ORDER BY lease_until LIMIT $2 FOR UPDATE SKIP LOCKED""");

    List<Overdue> expired(SqlConnection connection, Instant now, int limit) {
        var jobs = new ArrayList<Overdue>();
        EXPIRED.run(connection, now, limit).forEach(row -> jobs.add(Overdue.of(row)));
        return jobs;
    }
}

package io.focusforge.worker.recover;

import io.focusforge.worker.finish.Ending;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
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

    /** A job whose worker is gone. */
    record Abandoned(Ending.Held held, JobState.Running state) {}

    List<Abandoned> expired(SqlConnection connection, Instant now, int limit) {
        var jobs = new ArrayList<Abandoned>();
        EXPIRED.run(connection, now, limit).forEach(row -> jobs.add(new Abandoned(held(row), JobRows.running(row))));
        return jobs;
    }

    private static Ending.Held held(Row row) {
        return new Ending.Held(
                JobRows.key(row),
                row.getLong("fence"),
                row.getString("type"),
                row.getString("queue"),
                row.getInteger("attempt"),
                row.getString("traceparent"));
    }
}

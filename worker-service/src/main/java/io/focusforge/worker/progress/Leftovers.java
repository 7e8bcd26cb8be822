package io.focusforge.worker.progress;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What is left of jobs that may be gone: both tables, seen from whoever cleans them. */
@ApplicationScoped
public class Leftovers {
    private static final Statement DUE = new Statement("""
            SELECT tenant_id, job_id AS id FROM job_progress
            WHERE check_at < $1 ORDER BY check_at LIMIT $2 FOR UPDATE SKIP LOCKED""");
    private static final Statement REMOVE = new Statement("""
            DELETE FROM job_progress USING unnest($1::uuid[], $2::uuid[]) AS gone (tenant_id, job_id)
            WHERE job_progress.tenant_id = gone.tenant_id AND job_progress.job_id = gone.job_id""");
    private static final Statement REMOVE_LINES = new Statement("""
            DELETE FROM job_log USING unnest($1::uuid[], $2::uuid[]) AS gone (tenant_id, job_id)
            WHERE job_log.tenant_id = gone.tenant_id AND job_log.job_id = gone.job_id""");
    private static final Statement CHECK_AGAIN = new Statement("""
            UPDATE job_progress SET check_at = $3 FROM unnest($1::uuid[], $2::uuid[]) AS there (tenant_id, job_id)
            WHERE job_progress.tenant_id = there.tenant_id AND job_progress.job_id = there.job_id""");

    public List<JobKey> due(SqlConnection connection, Instant now, int limit) {
        var keys = new ArrayList<JobKey>();
        DUE.run(connection, now, limit).forEach(row -> keys.add(JobRows.key(row)));
        return keys;
    }

    public void remove(SqlConnection connection, Collection<JobKey> gone) {
        REMOVE.run(connection, JobRows.tenants(gone), JobRows.ids(gone));
        REMOVE_LINES.run(connection, JobRows.tenants(gone), JobRows.ids(gone));
    }

    public void checkAgain(SqlConnection connection, Collection<JobKey> there, Instant at) {
        CHECK_AGAIN.run(connection, JobRows.tenants(there), JobRows.ids(there), at);
    }
}

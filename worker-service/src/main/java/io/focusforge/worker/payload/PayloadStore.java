package io.focusforge.worker.payload;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is known of the payloads in the object store, and which jobs use them. */
@ApplicationScoped
class PayloadStore {
    private static final Statement ARRIVE = new Statement("""
            INSERT INTO job_payloads (tenant_id, id, user_id, state, touched_at)
            SELECT $1, $2, $3, 'arriving', $4
            WHERE (SELECT count(*) FROM (SELECT FROM job_payloads WHERE tenant_id = $1 LIMIT $5) AS found) < $5""");
    private static final Statement ARRIVED = new Statement(
            "UPDATE job_payloads SET state = 'kept' WHERE tenant_id = $1 AND id = $2 AND state = 'arriving'");
    private static final Statement IS_KEPT = new Statement(
            "SELECT 1 FROM job_payloads WHERE tenant_id = $1 AND id = $2 AND user_id = $3 AND state = 'kept'");
    /** The rows are locked, so that a payload that is about to be removed is not taken for one that stays. */
    private static final Statement USE = new Statement("""
            WITH asked AS (
                SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) AS one (tenant_id, user_id, payload_id, job_id)),
            locked AS (
                SELECT tenant_id, id FROM job_payloads AS payload
                WHERE state = 'kept' AND (tenant_id, id, user_id) IN (SELECT tenant_id, payload_id, user_id FROM asked)
                ORDER BY tenant_id, id FOR UPDATE),
            touched AS (
                UPDATE job_payloads SET touched_at = $5 FROM locked
                WHERE job_payloads.tenant_id = locked.tenant_id AND job_payloads.id = locked.id
                RETURNING job_payloads.tenant_id, job_payloads.id)
            INSERT INTO job_payload_uses AS use (tenant_id, payload_id, job_id)
            SELECT asked.tenant_id, payload_id, job_id
            FROM asked JOIN touched ON touched.tenant_id = asked.tenant_id AND touched.id = asked.payload_id
            ON CONFLICT (tenant_id, payload_id, job_id) DO UPDATE SET job_id = use.job_id""");

    private static final Statement LOOK = new Statement("""
            WITH old AS (
                SELECT tenant_id, id FROM job_payloads WHERE touched_at < $1 ORDER BY touched_at LIMIT $3 FOR UPDATE SKIP LOCKED),
            looked AS (
                SELECT tenant_id, id, EXISTS (
                    SELECT FROM job_payload_uses AS use
                    JOIN job_records AS job ON job.tenant_id = use.tenant_id AND job.id = use.job_id
                    WHERE use.tenant_id = old.tenant_id AND use.payload_id = old.id) AS used FROM old)
            UPDATE job_payloads SET touched_at = $2, state = CASE WHEN used AND state = 'kept' THEN state ELSE 'going' END
            FROM looked WHERE job_payloads.tenant_id = looked.tenant_id AND job_payloads.id = looked.id
            RETURNING job_payloads.tenant_id, job_payloads.id, state""");
    private static final Statement FORGET = new Statement("""
            DELETE FROM job_payloads USING unnest($1::uuid[], $2::uuid[]) AS gone (tenant_id, id)
            WHERE job_payloads.tenant_id = gone.tenant_id AND job_payloads.id = gone.id AND state = 'going'""");

    /** What was looked at, and of that what has no job any more. */
    record Looked(int all, List<JobKey> going) {}

    /** @return whether the tenant may have one more */
    boolean arrive(SqlConnection connection, Caller caller, PayloadRef ref, Instant now, long most) {
        return ARRIVE.run(connection, caller.tenant(), ref.id(), caller.user(), now, most)
                        .rowCount()
                == 1;
    }

    void arrived(SqlConnection connection, UUID tenant, PayloadRef ref) {
        ARRIVED.run(connection, tenant, ref.id());
    }

    boolean isKept(SqlConnection connection, Caller caller, PayloadRef ref) {
        return IS_KEPT.run(connection, caller.tenant(), ref.id(), caller.user()).size() == 1;
    }

    /** @return whether all payloads are there, and their users' */
    boolean use(SqlConnection connection, List<Job> jobs, Instant now) {
        var keys = jobs.stream().map(Job::key).toList();
        return USE.run(
                                connection,
                                JobRows.tenants(keys),
                                column(jobs, Job::user, UUID[]::new),
                                column(
                                        jobs,
                                        job -> PayloadRef.in(job.payload())
                                                .orElseThrow()
                                                .id(),
                                        UUID[]::new),
                                JobRows.ids(keys),
                                now)
                        .rowCount()
                == jobs.size();
    }

    /** At those that nobody has touched since {@code before}; from now on no job can refer to those that go. */
    Looked look(SqlConnection connection, Instant before, Instant now, int limit) {
        var rows = LOOK.run(connection, before, now, limit);
        var going = new ArrayList<JobKey>();
        rows.forEach(row -> {
            if (row.getString("state").equals("going")) {
                going.add(JobRows.key(row));
            }
        });
        return new Looked(rows.size(), going);
    }

    void forget(SqlConnection connection, List<JobKey> gone) {
        FORGET.run(connection, JobRows.tenants(gone), JobRows.ids(gone));
    }
}

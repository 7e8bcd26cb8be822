package io.focusforge.worker.run;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.worker.job.ClaimedJob;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.slot.SlotConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes, keeps and gives back jobs, many at a time. */
@ApplicationScoped
public class ClaimStore {
    /** A queued job is claimed too: its message can be there before the dispatcher has committed. */
    private static final Statement CLAIM = new Statement("""
            WITH ready AS (
                SELECT jobs.tenant_id, jobs.id
                FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS asked (tenant_id, id)
                     ON jobs.tenant_id = asked.tenant_id AND jobs.id = asked.id
                WHERE ((jobs.state || '') = 'dispatched' OR ((jobs.state || '') = 'queued' AND jobs.run_at <= $3))
                  AND (jobs.deadline IS NULL OR jobs.deadline > $3)
                ORDER BY jobs.tenant_id, jobs.id FOR UPDATE OF jobs)
            UPDATE jobs SET state = 'running', attempt = attempt + 1, fence = fence + 1, lease_until = $4,
                            dispatched_at = NULL, started_at = $3, updated_at = $3
            FROM ready WHERE jobs.tenant_id = ready.tenant_id AND jobs.id = ready.id
            RETURNING """ + " " + JobRows.CLAIMED);
    /** Does not wait for rows that somebody else is changing: those are being taken away. */
    private static final Statement RENEW = new Statement("""
            WITH held AS (
                SELECT jobs.tenant_id, jobs.id
                FROM jobs JOIN unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS mine (tenant_id, id, fence)
                     ON jobs.tenant_id = mine.tenant_id AND jobs.id = mine.id AND jobs.fence = mine.fence
                WHERE (jobs.state || '') = 'running' FOR UPDATE OF jobs SKIP LOCKED)
            UPDATE jobs SET lease_until = $4
            FROM held WHERE jobs.tenant_id = held.tenant_id AND jobs.id = held.id
            RETURNING jobs.tenant_id, jobs.id""");

    private static final Statement HELD = new Statement("""
            SELECT jobs.tenant_id, jobs.id
            FROM jobs JOIN unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS mine (tenant_id, id, fence)
                 ON jobs.tenant_id = mine.tenant_id AND jobs.id = mine.id AND jobs.fence = mine.fence
            WHERE (jobs.state || '') = 'running'""");
    /** An attempt that was cut short by us does not count. */
    private static final Statement HAND_BACK = new Statement("""
            UPDATE jobs SET state = 'queued', attempt = attempt - 1, run_at = $4, lease_until = NULL, updated_at = $4
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS mine (tenant_id, id, fence)
            WHERE jobs.tenant_id = mine.tenant_id AND jobs.id = mine.id AND jobs.fence = mine.fence
              AND (jobs.state || '') = 'running'""");

    private final TenantDatabase database;
    private final SlotConfig config;
    private final Clock clock;

    ClaimStore(TenantDatabase database, SlotConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Starts the next attempt of those that wait for one; the others have been taken, cancelled or put off. */
    public List<ClaimedJob> claim(Collection<JobKey> keys) {
        var now = clock.instant();
        var claimed = new ArrayList<ClaimedJob>(keys.size());
        database.acrossTenants(connection ->
                        CLAIM.run(connection, JobRows.tenants(keys), JobRows.ids(keys), now, now.plus(config.lease())))
                .forEach(row -> claimed.add(JobRows.claimed(row)));
        return claimed;
    }

    /** @return the jobs that are still ours */
    Set<JobKey> renew(Collection<ClaimedJob> jobs) {
        var keys = jobs.stream().map(ClaimedJob::key).toList();
        var kept = new HashSet<JobKey>();
        database.acrossTenants(connection -> RENEW.run(
                        connection,
                        JobRows.tenants(keys),
                        JobRows.ids(keys),
                        column(jobs, ClaimedJob::fence, Long[]::new),
                        clock.instant().plus(config.lease())))
                .forEach(row -> kept.add(JobRows.key(row)));
        return kept;
    }

    /** @return the jobs that are still ours, as {@link #renew} but without keeping them so */
    Set<JobKey> held(Collection<ClaimedJob> jobs) {
        var keys = jobs.stream().map(ClaimedJob::key).toList();
        var held = new HashSet<JobKey>();
        database.acrossTenants(connection -> HELD.run(
                        connection,
                        JobRows.tenants(keys),
                        JobRows.ids(keys),
                        column(jobs, ClaimedJob::fence, Long[]::new)))
                .forEach(row -> held.add(JobRows.key(row)));
        return held;
    }

    void handBack(Collection<ClaimedJob> jobs) {
        var keys = jobs.stream().map(ClaimedJob::key).toList();
        database.acrossTenants(connection -> HAND_BACK.run(
                connection,
                JobRows.tenants(keys),
                JobRows.ids(keys),
                column(jobs, ClaimedJob::fence, Long[]::new),
                clock.instant()));
    }
}

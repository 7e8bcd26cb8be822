package io.focusforge.worker.dedupe;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The keys and the jobs that hold them. */
@ApplicationScoped
class DedupeStore {
    /** A key that nobody has gets a row too, without a job: there is nothing else that a second request could wait for. */
    private static final Statement LOCK = new Statement("""
            INSERT INTO job_dedupe AS held (tenant_id, user_id, type, key, expires_at)
            SELECT tenant_id, user_id, type, key, $5
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[]) AS asked (tenant_id, user_id, type, key)
            ORDER BY tenant_id, user_id, type, key
            ON CONFLICT (tenant_id, user_id, type, key) DO UPDATE SET job_id = held.job_id
            RETURNING tenant_id, user_id, type, key, CASE WHEN expires_at > $5 THEN job_id END AS job_id""");

    private static final Statement HOLDERS = new Statement("SELECT " + JobRows.ALL + """
             FROM jobs JOIN unnest($1::uuid[], $2::uuid[]) AS holder (holder_tenant, holder_id)
                      ON tenant_id = holder_tenant AND id = holder_id
            ORDER BY tenant_id, id FOR UPDATE OF jobs""");
    private static final Statement FINISHED = new Statement("SELECT " + JobRows.ALL + """
             FROM job_records JOIN unnest($1::uuid[], $2::uuid[]) AS holder (holder_tenant, holder_id)
                      ON tenant_id = holder_tenant AND id = holder_id
            WHERE state IN ('succeeded', 'cancelled')""");
    private static final Statement CHANGE = new Statement("""
            UPDATE jobs SET payload = changed.payload::jsonb, run_at = changed.run_at, due = changed.run_at <= $6, state = changed.state,
                            dispatched_at = CASE WHEN changed.state = 'dispatched' THEN dispatched_at END, updated_at = $6
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[])
                 AS changed (tenant_id, id, payload, run_at, state)
            WHERE jobs.tenant_id = changed.tenant_id AND jobs.id = changed.id""");
    private static final Statement HOLD = new Statement("""
            UPDATE job_dedupe SET job_id = held.job_id, expires_at = held.expires_at
            FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[])
                 AS held (tenant_id, user_id, type, key, job_id, expires_at)
            WHERE job_dedupe.tenant_id = held.tenant_id AND job_dedupe.user_id = held.user_id
              AND job_dedupe.type = held.type AND job_dedupe.key = held.key""");
    private static final Statement FORGET = new Statement("""
            DELETE FROM job_dedupe AS old USING (
                SELECT tenant_id, user_id, type, key FROM job_dedupe WHERE expires_at < $1
                ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS found
            WHERE old.tenant_id = found.tenant_id AND old.user_id = found.user_id
              AND old.type = found.type AND old.key = found.key""");

    private final JobRows rows;

    DedupeStore(JobRows rows) {
        this.rows = rows;
    }

    /**
     * Waits until nobody else has these keys.
     *
     * @return the jobs that hold them; a job that was removed holds nothing
     */
    Map<DedupeKey, Job> lock(SqlConnection connection, Collection<DedupeKey> keys, Instant now) {
        var holding = new HashMap<DedupeKey, JobKey>();
        for (var row : LOCK.run(connection, tenants(keys), users(keys), types(keys), names(keys), now)) {
            if (row.getUUID("job_id") != null) {
                holding.put(key(row), new JobKey(row.getUUID("tenant_id"), row.getUUID("job_id")));
            }
        }
        var jobs = jobs(connection, List.copyOf(holding.values()));
        var holders = new HashMap<DedupeKey, Job>();
        holding.forEach((key, job) -> holders.compute(key, (same, none) -> jobs.get(job)));
        return holders;
    }

    void change(SqlConnection connection, Collection<Job> jobs, Instant now) {
        var keys = jobs.stream().map(Job::key).toList();
        CHANGE.run(
                connection,
                JobRows.tenants(keys),
                JobRows.ids(keys),
                column(jobs, Job::payload, String[]::new),
                column(jobs, job -> Statement.time(job.runAt()), OffsetDateTime[]::new),
                column(jobs, job -> job.state().name(), String[]::new),
                now);
    }

    void hold(SqlConnection connection, Map<DedupeKey, Hold> holds) {
        var keys = List.copyOf(holds.keySet());
        HOLD.run(
                connection,
                tenants(keys),
                users(keys),
                types(keys),
                names(keys),
                column(keys, key -> holds.get(key).job().id(), UUID[]::new),
                column(keys, key -> Statement.time(holds.get(key).until()), OffsetDateTime[]::new));
    }

    /** @return how many were forgotten */
    int forget(SqlConnection connection, Instant before, int limit) {
        return FORGET.run(connection, before, limit).rowCount();
    }

    private Map<JobKey, Job> jobs(SqlConnection connection, List<JobKey> keys) {
        var jobs = new HashMap<JobKey, Job>();
        if (!keys.isEmpty()) {
            Stream.of(HOLDERS, FINISHED)
                    .forEach(found -> found.run(connection, JobRows.tenants(keys), JobRows.ids(keys))
                            .forEach(row -> jobs.put(JobRows.key(row), rows.job(row))));
        }
        return jobs;
    }

    private static DedupeKey key(Row row) {
        return new DedupeKey(
                row.getUUID("tenant_id"), row.getUUID("user_id"), row.getString("type"), row.getString("key"));
    }

    private static UUID[] tenants(Collection<DedupeKey> keys) {
        return column(keys, DedupeKey::tenant, UUID[]::new);
    }

    private static UUID[] users(Collection<DedupeKey> keys) {
        return column(keys, DedupeKey::user, UUID[]::new);
    }

    private static String[] types(Collection<DedupeKey> keys) {
        return column(keys, DedupeKey::type, String[]::new);
    }

    private static String[] names(Collection<DedupeKey> keys) {
        return column(keys, DedupeKey::key, String[]::new);
    }
}

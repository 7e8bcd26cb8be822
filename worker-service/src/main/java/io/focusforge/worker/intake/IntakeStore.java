package io.focusforge.worker.intake;

import static io.focusforge.worker.postgres.JobRows.column;
import static java.util.stream.Collectors.toMap;

import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Stores new jobs. */
@ApplicationScoped
class IntakeStore {
    /** The first attempt of a job that was placed here begins with it, unless its queue or its tenant must not start any now. */
    private static final Statement INSERT = new Statement("""
            WITH placed AS (
                SELECT *, state = 'running'
                          AND queue NOT IN (SELECT name FROM queues WHERE paused_at IS NOT NULL)
                          AND tenant_id NOT IN (SELECT tenant_id FROM tenant_shares WHERE concurrency IS NOT NULL OR rate IS NOT NULL)
                          AS starts
                FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[],
                            $9::timestamptz[], $10::int[], $11::text[], $12::text[], $13::timestamptz[],
                            $14::int[], $15::int[], $16::int[], $17::int[], $18::timestamptz[], $19::timestamptz[])
                     AS job (tenant_id, id, user_id, queue, type, payload, priority, state,
                             run_at, max_attempts, errors, traceparent, created_at,
                             priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, lease_until))
            INSERT INTO jobs (tenant_id, id, user_id, queue, type, payload, priority, state, run_at, due, max_attempts,
                              errors, traceparent, created_at, updated_at, finished_at,
                              priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline, attempt, fence, lease_until,
                              started_at)
            SELECT tenant_id, id, user_id, queue, type, payload::jsonb, priority,
                   CASE WHEN state = 'running' AND NOT starts THEN 'queued' ELSE state END, run_at, run_at <= created_at, max_attempts,
                   errors::jsonb, traceparent, created_at, created_at, CASE WHEN state = 'dead' THEN created_at END,
                   priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline,
                   starts::int, starts::int, CASE WHEN starts THEN lease_until END, CASE WHEN starts THEN created_at END
            FROM placed
            ON CONFLICT (tenant_id, id) DO NOTHING
            RETURNING tenant_id, id, type, queue, state, due""");
    /** A service may ask again for a job that has finished since. Looked for after the insert, which waits for one that is just finishing. */
    private static final Statement FORGET_FINISHED = new Statement("""
            DELETE FROM jobs USING unnest($1::uuid[], $2::uuid[]) AS asked (tenant_id, id)
            WHERE jobs.tenant_id = asked.tenant_id AND jobs.id = asked.id
              AND EXISTS (SELECT FROM finished_jobs WHERE finished_jobs.tenant_id = asked.tenant_id AND finished_jobs.id = asked.id)
            RETURNING jobs.tenant_id, jobs.id""");

    private final JobRows rows;

    IntakeStore(JobRows rows) {
        this.rows = rows;
    }

    Stored insert(SqlConnection connection, Collection<Placed> placed) {
        return stored(placed, INSERT.run(connection, columns(placed)));
    }

    CompletionStage<Stored> send(SqlConnection connection, Collection<Placed> placed) {
        return INSERT.send(connection, columns(placed)).thenApply(inserted -> stored(placed, inserted));
    }

    // Always in the same order, so that two transactions with the same jobs wait for each other, and not in a circle.
    private Object[] columns(Collection<Placed> unsorted) {
        var placed = unsorted.stream()
                .sorted(Comparator.comparing(one -> one.job().key()))
                .toList();
        var jobs = placed.stream().map(Placed::job).toList();
        var keys = jobs.stream().map(Job::key).toList();
        return new Object[] {
            JobRows.tenants(keys),
            JobRows.ids(keys),
            column(jobs, Job::user, UUID[]::new),
            column(jobs, Job::queue, String[]::new),
            column(jobs, Job::type, String[]::new),
            column(jobs, Job::payload, String[]::new),
            column(jobs, job -> job.priority().rank(), Integer[]::new),
            column(placed, Placed::state, String[]::new),
            column(jobs, job -> Statement.time(job.runAt()), OffsetDateTime[]::new),
            column(jobs, Job::maxAttempts, Integer[]::new),
            column(jobs, job -> rows.write(job.errors()), String[]::new),
            column(jobs, Job::traceparent, String[]::new),
            column(jobs, job -> Statement.time(job.createdAt()), OffsetDateTime[]::new),
            column(jobs, job -> job.terms().rank(), Integer[]::new),
            column(jobs, job -> millis(job.terms().timeout()), Integer[]::new),
            column(jobs, job -> backoff(job, RetryPolicy::base), Integer[]::new),
            column(jobs, job -> backoff(job, RetryPolicy::cap), Integer[]::new),
            column(jobs, job -> Statement.time(job.terms().deadline()), OffsetDateTime[]::new),
            column(placed, one -> Statement.time(one.leaseUntil()), OffsetDateTime[]::new)
        };
    }

    /** Takes those back that have been finished before. */
    Set<JobKey> forgetFinished(SqlConnection connection, Collection<Job> jobs) {
        var keys = jobs.stream().map(Job::key).sorted().toList();
        var finished = new HashSet<JobKey>();
        FORGET_FINISHED
                .run(connection, JobRows.tenants(keys), JobRows.ids(keys))
                .forEach(row -> finished.add(JobRows.key(row)));
        return finished;
    }

    private static Stored stored(Collection<Placed> placed, RowSet<Row> inserted) {
        var byKey = placed.stream().collect(toMap(one -> one.job().key(), one -> one));
        var stored = new ArrayList<Stored.One>(inserted.size());
        for (var row : inserted) {
            stored.add(new Stored.One(
                    byKey.get(JobRows.key(row)),
                    row.getString("state").equals(JobState.Running.NAME),
                    row.getString("state").equals(JobState.Queued.NAME) && row.getBoolean("due")));
        }
        return new Stored(stored);
    }

    private static Integer backoff(Job job, Function<RetryPolicy, Duration> bound) {
        var backoff = job.terms().backoff();
        return backoff == null ? null : millis(bound.apply(backoff));
    }

    private static Integer millis(Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toMillis());
    }
}

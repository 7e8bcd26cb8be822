package io.focusforge.worker.intake;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.RetryPolicy;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.signal.QueueTraffic;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Stores new jobs. */
@ApplicationScoped
class IntakeStore {
    private static final Statement INSERT = new Statement("""
            INSERT INTO jobs (tenant_id, id, user_id, queue, type, payload, priority, state, run_at, max_attempts,
                              errors, traceparent, created_at, updated_at, finished_at,
                              priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline)
            SELECT tenant_id, id, user_id, queue, type, payload::jsonb, priority, state, run_at, max_attempts,
                   errors::jsonb, traceparent, created_at, created_at, CASE WHEN state = 'dead' THEN created_at END,
                   priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline
            FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[],
                        $9::timestamptz[], $10::int[], $11::text[], $12::text[], $13::timestamptz[],
                        $14::int[], $15::int[], $16::int[], $17::int[], $18::timestamptz[])
                 AS job (tenant_id, id, user_id, queue, type, payload, priority, state,
                         run_at, max_attempts, errors, traceparent, created_at,
                         priority_rank, timeout_ms, backoff_base_ms, backoff_cap_ms, deadline)
            ON CONFLICT (tenant_id, id) DO NOTHING
            RETURNING type, queue""");

    private final JobRows rows;
    private final QueueTraffic traffic;

    IntakeStore(JobRows rows, QueueTraffic traffic) {
        this.rows = rows;
        this.traffic = traffic;
    }

    /** @return the types of those that were not there before */
    List<String> insert(SqlConnection connection, Collection<Job> unsorted) {
        var jobs = unsorted.stream().sorted(Comparator.comparing(Job::key)).toList();
        var keys = jobs.stream().map(Job::key).toList();
        var inserted = INSERT.run(
                connection,
                JobRows.tenants(keys),
                JobRows.ids(keys),
                column(jobs, Job::user, java.util.UUID[]::new),
                column(jobs, Job::queue, String[]::new),
                column(jobs, Job::type, String[]::new),
                column(jobs, Job::payload, String[]::new),
                column(jobs, job -> job.priority().rank(), Integer[]::new),
                column(jobs, job -> job.state().name(), String[]::new),
                column(jobs, job -> Statement.time(job.runAt()), OffsetDateTime[]::new),
                column(jobs, Job::maxAttempts, Integer[]::new),
                column(jobs, job -> rows.write(job.errors()), String[]::new),
                column(jobs, Job::traceparent, String[]::new),
                column(jobs, job -> Statement.time(job.createdAt()), OffsetDateTime[]::new),
                column(jobs, job -> job.terms().rank(), Integer[]::new),
                column(jobs, job -> millis(job.terms().timeout()), Integer[]::new),
                column(jobs, job -> backoff(job, RetryPolicy::base), Integer[]::new),
                column(jobs, job -> backoff(job, RetryPolicy::cap), Integer[]::new),
                column(jobs, job -> Statement.time(job.terms().deadline()), OffsetDateTime[]::new));
        var types = new ArrayList<String>(inserted.size());
        inserted.forEach(row -> types.add(row.getString("type")));
        traffic.arrived(StreamSupport.stream(inserted.spliterator(), false).map(row -> row.getString("queue")));
        return types;
    }

    private static Integer backoff(Job job, Function<RetryPolicy, Duration> bound) {
        var backoff = job.terms().backoff();
        return backoff == null ? null : millis(bound.apply(backoff));
    }

    private static Integer millis(Duration duration) {
        return duration == null ? null : Math.toIntExact(duration.toMillis());
    }
}

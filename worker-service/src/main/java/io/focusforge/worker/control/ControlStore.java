package io.focusforge.worker.control;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.history.Moves;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The jobs of one user. */
@ApplicationScoped
public class ControlStore {
    private static final String ONE =
            "SELECT " + JobRows.ALL + " FROM %s WHERE tenant_id = $1 AND user_id = $2 AND id = $3";
    private static final Statement FIND = new Statement(ONE.formatted("job_records"));
    private static final Statement LOCK = new Statement(ONE.formatted("jobs") + " FOR UPDATE");
    private static final Statement LIST = new Statement("SELECT " + JobRows.SUMMARY + """
             FROM job_records
            WHERE tenant_id = $1 AND user_id = $2
              AND ($3::uuid IS NULL OR id < $3::uuid)
              AND ($4::text[] IS NULL OR state = ANY ($4::text[]))
              AND ($5::text IS NULL OR queue = $5::text)
              AND ($6::text IS NULL OR type = $6::text)
            ORDER BY id DESC LIMIT $7::int""");
    private static final Statement CANCEL = new Statement("""
            WITH gone AS (
                DELETE FROM jobs WHERE tenant_id = $1 AND id = $2
                RETURNING jobs.*, 'cancelled' AS ended_state, NULL::jsonb AS ended_result, $3::timestamptz AS ended_at)""" + Moves.TO_FINISHED);
    private static final Statement RETRY_DEAD = new Statement("""
            UPDATE jobs SET state = 'queued', run_at = $3, due = true, attempt = 0, finished_at = NULL, updated_at = $3,
                            deadline = CASE WHEN deadline > $3 THEN deadline END
            WHERE tenant_id = $1 AND id = $2""");
    private static final Statement RETRY_CANCELLED = new Statement("""
            WITH gone AS (
                DELETE FROM finished_jobs WHERE tenant_id = $1 AND id = $2 AND state = 'cancelled'
                RETURNING finished_jobs.*, $3::timestamptz AS again_at)""" + Moves.TO_QUEUED);
    private static final Statement PROMOTE =
            new Statement("UPDATE jobs SET run_at = $3, due = true, updated_at = $3 WHERE tenant_id = $1 AND id = $2");
    /** The limit keeps the planner from anything but a look-up for each. */
    private static final String EACH = """
            SELECT one.* FROM unnest($1::uuid[], $2::uuid[]) AS asked (tenant, job)
            CROSS JOIN LATERAL (SELECT %s FROM %s WHERE tenant_id = asked.tenant AND id = asked.job LIMIT 1) AS one""";

    private static final Statement UNFINISHED = new Statement(EACH.formatted(JobRows.SUMMARY, "jobs"));
    private static final Statement ANY = new Statement(EACH.formatted(JobRows.SUMMARY, "job_records"));

    private final JobRows rows;

    ControlStore(JobRows rows) {
        this.rows = rows;
    }

    public Optional<Job> find(SqlConnection connection, Caller caller, UUID id) {
        return one(connection, FIND, caller, id);
    }

    /** One that has finished cannot be locked. Whoever changes it finds out whether another was sooner. */
    public Optional<Job> lock(SqlConnection connection, Caller caller, UUID id) {
        return one(connection, LOCK, caller, id).or(() -> find(connection, caller, id));
    }

    /** Newest first; one more than the limit, if there is one. */
    List<Job> list(SqlConnection connection, Caller caller, JobQuery query) {
        var found = LIST.run(
                connection,
                caller.tenant(),
                caller.user(),
                query.cursor() == null ? null : query.cursor().after(),
                query.state() == null ? null : query.state().names(),
                query.queue(),
                query.type(),
                query.limit() + 1);
        var jobs = new ArrayList<Job>(found.size());
        found.forEach(row -> jobs.add(rows.job(row)));
        return jobs;
    }

    /** @return whether it took place */
    boolean store(SqlConnection connection, Job job, JobState.Cancelled state) {
        return run(connection, CANCEL, job, state.at());
    }

    /** @return whether it took place */
    public boolean store(SqlConnection connection, Job job, JobState.Queued state) {
        var statement = job.state() instanceof JobState.Cancelled ? RETRY_CANCELLED : RETRY_DEAD;
        return run(connection, statement, job, state.runAt());
    }

    private static boolean run(SqlConnection connection, Statement statement, Job job, Instant at) {
        return statement.run(connection, job.key().tenant(), job.key().id(), at).rowCount() == 1;
    }

    /** @return whether it took place */
    boolean promote(SqlConnection connection, Job job, JobState.Queued state) {
        return run(connection, PROMOTE, job, state.runAt());
    }

    /** Whoever they belong to, without payloads and results. Those that have finished are looked for last, in many places. */
    List<Job> summaries(SqlConnection connection, Collection<JobKey> keys) {
        var jobs = each(connection, UNFINISHED, keys);
        var missing = new HashSet<>(keys);
        jobs.forEach(job -> missing.remove(job.key()));
        if (!missing.isEmpty()) {
            jobs.addAll(each(connection, ANY, missing));
        }
        return jobs;
    }

    private List<Job> each(SqlConnection connection, Statement statement, Collection<JobKey> keys) {
        var jobs = new ArrayList<Job>(keys.size());
        statement.run(connection, JobRows.tenants(keys), JobRows.ids(keys)).forEach(row -> jobs.add(rows.job(row)));
        return jobs;
    }

    private Optional<Job> one(SqlConnection connection, Statement statement, Caller caller, UUID id) {
        Optional<Job> none = Optional.empty();
        for (var row : statement.run(connection, caller.tenant(), caller.user(), id)) {
            return Optional.of(rows.job(row));
        }
        return none;
    }
}

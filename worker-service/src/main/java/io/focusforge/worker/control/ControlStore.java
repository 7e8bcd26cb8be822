package io.focusforge.worker.control;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.Job;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The jobs of one user. */
@ApplicationScoped
class ControlStore {
    private static final String ONE =
            "SELECT " + JobRows.ALL + " FROM jobs WHERE tenant_id = $1 AND user_id = $2 AND id = $3";
    private static final Statement FIND = new Statement(ONE);
    private static final Statement LOCK = new Statement(ONE + " FOR UPDATE");
    private static final Statement LIST = new Statement("SELECT " + JobRows.SUMMARY + """
             FROM jobs
            WHERE tenant_id = $1 AND user_id = $2
              AND ($3::uuid IS NULL OR id < $3::uuid)
              AND ($4::text[] IS NULL OR state = ANY ($4::text[]))
              AND ($5::text IS NULL OR queue = $5::text)
              AND ($6::text IS NULL OR type = $6::text)
            ORDER BY id DESC LIMIT $7::int""");
    private static final Statement CANCEL = new Statement("""
            UPDATE jobs SET state = 'cancelled', lease_until = NULL, finished_at = $3, updated_at = $3
            WHERE tenant_id = $1 AND id = $2""");
    private static final Statement RETRY = new Statement("""
            UPDATE jobs SET state = 'queued', run_at = $3, attempt = 0, finished_at = NULL, updated_at = $3,
                            deadline = CASE WHEN deadline > $3 THEN deadline END
            WHERE tenant_id = $1 AND id = $2""");

    private final JobRows rows;

    ControlStore(JobRows rows) {
        this.rows = rows;
    }

    Optional<Job> find(SqlConnection connection, Caller caller, UUID id) {
        return one(connection, FIND, caller, id);
    }

    Optional<Job> lock(SqlConnection connection, Caller caller, UUID id) {
        return one(connection, LOCK, caller, id);
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

    void store(SqlConnection connection, Job job, JobState.Cancelled state) {
        CANCEL.run(connection, job.key().tenant(), job.key().id(), state.at());
    }

    void store(SqlConnection connection, Job job, JobState.Queued state) {
        RETRY.run(connection, job.key().tenant(), job.key().id(), state.runAt());
    }

    private Optional<Job> one(SqlConnection connection, Statement statement, Caller caller, UUID id) {
        Optional<Job> none = Optional.empty();
        for (var row : statement.run(connection, caller.tenant(), caller.user(), id)) {
            return Optional.of(rows.job(row));
        }
        return none;
    }
}

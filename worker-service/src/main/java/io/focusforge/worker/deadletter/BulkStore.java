package io.focusforge.worker.deadletter;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The dead letters of one user, many at a time. What somebody else is changing is left out rather than waited for. */
@ApplicationScoped
class BulkStore {
    private static final String FIND = """
            SELECT tenant_id, id FROM jobs WHERE %s ORDER BY finished_at, id LIMIT %s::int""";
    /** In order, so that it is the user's own letters that are read, and not those of the whole tenant. */
    static final String COUNT = "SELECT count(*)::int AS matching FROM (" + FIND + ") AS found";

    private static final String PICKED = """
            WITH picked AS (
                SELECT tenant_id, id, finished_at FROM jobs WHERE %s
                ORDER BY finished_at, id LIMIT %s::int FOR UPDATE SKIP LOCKED)""";
    private static final String REPLAY = """
            WITH picked AS (
                SELECT tenant_id, id, finished_at FROM jobs WHERE %s AND id = ANY (%s::uuid[])
                ORDER BY finished_at, id FOR UPDATE SKIP LOCKED),
            placed AS (
                SELECT tenant_id, id, row_number() OVER (ORDER BY finished_at, id) - 1 AS place FROM picked)
            UPDATE jobs SET state = 'queued', attempt = 0, finished_at = NULL, replays = replays + 1,
                            run_at = %s::timestamptz + make_interval(secs => placed.place * %s::float8),
                            due = %3$s::timestamptz + make_interval(secs => placed.place * %4$s::float8) <= %5$s::timestamptz,
                            replayed_at = %5$s::timestamptz, updated_at = %5$s::timestamptz,
                            deadline = CASE WHEN deadline > %3$s::timestamptz + make_interval(secs => placed.place * %4$s::float8)
                                            THEN deadline END
            FROM placed WHERE jobs.tenant_id = placed.tenant_id AND jobs.id = placed.id
            RETURNING jobs.tenant_id, jobs.id""";
    private static final String DISCARD = PICKED + """

            DELETE FROM jobs USING picked WHERE jobs.tenant_id = picked.tenant_id AND jobs.id = picked.id""";

    /** @return at most {@link Bulk#COUNTED} */
    int count(SqlConnection connection, Caller caller, DeadLetterFilter filter) {
        var criteria = new Criteria(caller, filter);
        return criteria.run(connection, COUNT.formatted(criteria.where(), criteria.value(Bulk.COUNTED)))
                .iterator()
                .next()
                .getInteger("matching");
    }

    /** The oldest death first; not locked. */
    List<JobKey> find(SqlConnection connection, Caller caller, DeadLetterFilter filter, int most) {
        var criteria = new Criteria(caller, filter);
        return keys(criteria.run(connection, FIND.formatted(criteria.where(), criteria.value(most))));
    }

    /**
     * @param jobs of which those are replayed that are as the filter wants them still
     * @param done the places that have been given away
     * @return those that were replayed
     */
    List<JobKey> replay(
            SqlConnection connection,
            Caller caller,
            DeadLetterFilter filter,
            Collection<JobKey> jobs,
            Pace pace,
            int done) {
        var criteria = new Criteria(caller, filter);
        var sql = REPLAY.formatted(
                criteria.where(),
                criteria.value(JobRows.ids(jobs)),
                criteria.value(pace.at(done)),
                criteria.value(pace.gap()),
                criteria.value(pace.start()));
        return keys(criteria.run(connection, sql));
    }

    private static List<JobKey> keys(Iterable<Row> rows) {
        var keys = new ArrayList<JobKey>();
        rows.forEach(row -> keys.add(JobRows.key(row)));
        return keys;
    }

    /** @return how many were removed */
    int discard(SqlConnection connection, Caller caller, DeadLetterFilter filter, int most) {
        var criteria = new Criteria(caller, filter);
        return criteria.run(connection, DISCARD.formatted(criteria.where(), criteria.value(most)))
                .rowCount();
    }
}

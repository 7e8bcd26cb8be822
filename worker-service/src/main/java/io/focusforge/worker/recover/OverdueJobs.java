package io.focusforge.worker.recover;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which jobs are overdue.
 *
 * @param find takes the time and how many at the most; returns their keys
 * @param take takes tenants, ids and the time; returns those that are overdue still and that nobody else is changing, with the columns of
 *     {@link Overdue}, and locks them
 */
public record OverdueJobs(Statement find, Statement take) {
    List<JobKey> find(SqlConnection connection, Instant now, int limit) {
        var keys = new ArrayList<JobKey>();
        find.run(connection, now, limit).forEach(row -> keys.add(JobRows.key(row)));
        return keys;
    }

    List<Overdue> take(SqlConnection connection, Collection<JobKey> jobs, Instant now) {
        var taken = new ArrayList<Overdue>();
        take.run(connection, JobRows.tenants(jobs), JobRows.ids(jobs), now).forEach(row -> taken.add(Overdue.of(row)));
        return taken;
    }
}

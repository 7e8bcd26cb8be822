package io.focusforge.worker.history;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The days of finished jobs. */
@ApplicationScoped
class HistoryStore {
    private static final Statement PREPARE = new Statement("SELECT prepare_finished_jobs($1, $2)");
    private static final Statement DAYS = new Statement("SELECT day, jobs FROM days_of_finished_jobs($1)");
    private static final Statement FORGET = new Statement("SELECT forget_finished_jobs($1, $2) AS days");
    /** Dead letters stay in the table of the unfinished, since they can be brought back. */
    private static final Statement BURY = new Statement("""
            DELETE FROM jobs USING (
                SELECT tenant_id, id FROM jobs WHERE finished_at < $1 ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED) AS old
            WHERE jobs.tenant_id = old.tenant_id AND jobs.id = old.id""");

    /** @param jobs about as many */
    record Day(LocalDate date, long jobs) {}

    void prepare(SqlConnection connection, String queue, LocalDate day) {
        PREPARE.run(connection, queue, day);
    }

    /** The newest first. */
    List<Day> days(SqlConnection connection, String queue) {
        var days = new ArrayList<Day>();
        DAYS.run(connection, queue).forEach(row -> days.add(new Day(row.getLocalDate("day"), row.getLong("jobs"))));
        return days;
    }

    /** @return how many days were dropped */
    int forget(SqlConnection connection, String queue, LocalDate before) {
        return FORGET.run(connection, queue, before).iterator().next().getInteger("days");
    }

    /** @return how many dead letters were removed */
    int bury(SqlConnection connection, Instant before, int limit) {
        return BURY.run(connection, before, limit).rowCount();
    }

    static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}

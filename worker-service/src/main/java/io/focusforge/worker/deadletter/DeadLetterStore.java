package io.focusforge.worker.deadletter;

import io.focusforge.common.identity.Caller;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The dead letters of one user, one at a time. A change takes place only if the letter is still as it was read. */
@ApplicationScoped
class DeadLetterStore {
    private static final Statement FIND = new Statement("SELECT " + JobRows.ALL + """
            , errors::text AS chain, replays, replayed_at FROM job_records
            WHERE tenant_id = $1 AND user_id = $2 AND id = $3 AND ($4::text IS NULL OR queue = $4::text)""");
    static final String LIST = "SELECT " + JobRows.SUMMARY + """
            , '[]' AS chain, replays, replayed_at FROM jobs
            WHERE %s ORDER BY finished_at DESC, id DESC LIMIT %s::int""";
    private static final String UNCHANGED =
            " WHERE tenant_id = $1 AND id = $2 AND updated_at = $3::timestamptz AND state = 'dead'";
    /** The time of the change is the letter's version, so that it has to grow even if the clock does not. */
    private static final Statement EDIT = new Statement("""
            UPDATE jobs SET payload = $4::text::jsonb,
                            updated_at = greatest($5::timestamptz, updated_at + interval '1 microsecond')""" + UNCHANGED);

    private static final Statement REPLAY = new Statement("""
            UPDATE jobs SET state = 'queued', run_at = $4::timestamptz, due = true, attempt = 0, finished_at = NULL,
                            replays = replays + 1, replayed_at = $4::timestamptz, updated_at = $4::timestamptz,
                            deadline = CASE WHEN deadline > $4::timestamptz THEN deadline END""" + UNCHANGED);
    private static final Statement DISCARD = new Statement("DELETE FROM jobs" + UNCHANGED);

    private final JobRows rows;

    DeadLetterStore(JobRows rows) {
        this.rows = rows;
    }

    Found find(SqlConnection connection, Spot spot) {
        var caller = spot.caller();
        for (var row : FIND.run(connection, caller.tenant(), caller.user(), spot.id(), spot.queue())) {
            return row.getString("state").equals(JobState.Dead.NAME)
                    ? new Found.Dead(letter(row))
                    : new Found.NotDead();
        }
        return new Found.Nothing();
    }

    /** The newest death first, without payloads and with the last errors only; one more than the limit, if there is one. */
    List<DeadLetter> list(SqlConnection connection, Caller caller, DeadLetterQuery query) {
        var criteria = new Criteria(caller, query.filter()).after(query.cursor());
        var found = criteria.run(connection, LIST.formatted(criteria.where(), criteria.value(query.limit() + 1)));
        var letters = new ArrayList<DeadLetter>(found.size());
        found.forEach(row -> letters.add(letter(row)));
        return letters;
    }

    /** @return whether it took place */
    boolean edit(SqlConnection connection, DeadLetter letter, String payload, Instant now) {
        return run(connection, EDIT, letter, payload, now);
    }

    /** @return whether it took place */
    boolean replay(SqlConnection connection, DeadLetter letter, JobState.Queued state) {
        return run(connection, REPLAY, letter, state.runAt());
    }

    /** @return whether it took place */
    boolean discard(SqlConnection connection, DeadLetter letter) {
        return run(connection, DISCARD, letter);
    }

    private static boolean run(SqlConnection connection, Statement statement, DeadLetter letter, Object... more) {
        var parameters = new ArrayList<Object>();
        parameters.add(letter.job().key().tenant());
        parameters.add(letter.job().key().id());
        parameters.add(letter.job().updatedAt());
        parameters.addAll(List.of(more));
        return statement.run(connection, parameters.toArray()).rowCount() == 1;
    }

    private DeadLetter letter(Row row) {
        return new DeadLetter(
                rows.job(row),
                rows.errors(row.getString("chain")),
                row.getInteger("replays"),
                Statement.instant(row, "replayed_at"));
    }
}

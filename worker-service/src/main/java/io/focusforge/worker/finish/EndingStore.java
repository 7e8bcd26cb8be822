package io.focusforge.worker.finish;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.common.outbox.Outbox;
import io.focusforge.worker.history.Moves;
import io.focusforge.worker.job.JobError;
import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.job.JobState;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.focusforge.worker.signal.QueueTraffic;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Writes endings and their events. */
@ApplicationScoped
public class EndingStore {
    private static final Statement LEAVE = new Statement("""
            WITH gone AS (
                DELETE FROM jobs
                USING unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $6::text[]) AS ended (tenant_id, id, fence, result, state)
                WHERE jobs.tenant_id = ended.tenant_id AND jobs.id = ended.id
                  AND jobs.fence = ended.fence AND (jobs.state || '') = 'running'
                RETURNING jobs.*, ended.state AS ended_state, ended.result::jsonb AS ended_result, $5::timestamptz AS ended_at)""" + Moves.TO_FINISHED);

    private static final Statement FAIL = new Statement("""
            UPDATE jobs SET
                state = ended.state,
                run_at = coalesce(ended.run_at, jobs.run_at), due = coalesce(ended.run_at <= $8, true),
                errors = CASE WHEN ended.error IS NULL THEN jobs.errors
                              WHEN jsonb_array_length(jobs.errors) < %d THEN jobs.errors || ended.error::jsonb
                              ELSE (jobs.errors - 0) || ended.error::jsonb END,
                lease_until = NULL, finished_at = ended.finished_at, updated_at = $8
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::timestamptz[])
                 AS ended (tenant_id, id, fence, state, run_at, error, finished_at)
            WHERE jobs.tenant_id = ended.tenant_id AND jobs.id = ended.id
              AND jobs.fence = ended.fence AND (jobs.state || '') = 'running'
            RETURNING jobs.tenant_id, jobs.id, jobs.fence""".formatted(JobError.KEPT));

    /** A job in one worker's hand: endings of a hand that it was taken from may be written together with those of the next. */
    private record Hand(JobKey key, long fence) {
        static Hand of(Ending ending) {
            return new Hand(ending.held().key(), ending.held().fence());
        }
    }

    private final JobRows rows;
    private final JobEvents events;
    private final Outbox outbox;
    private final QueueTraffic traffic;
    private final FinishObservers observers;

    EndingStore(JobRows rows, JobEvents events, Outbox outbox, QueueTraffic traffic, FinishObservers observers) {
        this.rows = rows;
        this.events = events;
        this.outbox = outbox;
        this.traffic = traffic;
        this.observers = observers;
    }

    /**
     * Part of the caller's transaction.
     *
     * @return those that were accepted; the others came too late
     */
    public List<Ending> end(SqlConnection connection, Collection<Ending> unsorted, Instant now) {
        var endings = unsorted.stream()
                .sorted(Comparator.comparing(ending -> ending.held().key()))
                .toList();
        var concerns = observers.beforeEnd(connection, endings);
        var accepted = new HashSet<Hand>();
        accepted.addAll(leave(connection, endings, now));
        accepted.addAll(fail(connection, endings, now));
        var kept = endings.stream()
                .filter(ending -> accepted.contains(Hand.of(ending)))
                .toList();
        outbox.add(
                connection,
                outbox.events(kept.stream()
                        .map(ending -> events.of(ending, now))
                        .flatMap(Optional::stream)
                        .toList()));
        traffic.served(kept.stream()
                .filter(ending -> ending.next() instanceof JobState.Succeeded || ending.next() instanceof JobState.Dead)
                .map(ending -> new QueueTraffic.Passage(
                        ending.held().key().tenant(), ending.held().queue())));
        if (concerns) {
            observers.ended(connection, kept);
        }
        return kept;
    }

    private Collection<Hand> leave(SqlConnection connection, Collection<Ending> endings, Instant now) {
        var leaving = endings.stream().filter(EndingStore::leaves).toList();
        if (leaving.isEmpty()) {
            return List.of();
        }
        var keys = keys(leaving);
        return hands(LEAVE.run(
                connection,
                JobRows.tenants(keys),
                JobRows.ids(keys),
                column(leaving, ending -> ending.held().fence(), Long[]::new),
                column(leaving, ending -> json(ending.result()), String[]::new),
                now,
                column(leaving, ending -> ending.next().name(), String[]::new)));
    }

    private Collection<Hand> fail(SqlConnection connection, Collection<Ending> endings, Instant now) {
        var badly = endings.stream().filter(ending -> !leaves(ending)).toList();
        if (badly.isEmpty()) {
            return List.of();
        }
        var keys = keys(badly);
        return hands(FAIL.run(
                connection,
                JobRows.tenants(keys),
                JobRows.ids(keys),
                column(badly, ending -> ending.held().fence(), Long[]::new),
                column(badly, ending -> ending.next().name(), String[]::new),
                column(badly, EndingStore::runAt, OffsetDateTime[]::new),
                column(badly, ending -> json(ending.error()), String[]::new),
                column(badly, EndingStore::finishedAt, OffsetDateTime[]::new),
                now));
    }

    /** Only what is dead stays where it can be brought back from. */
    private static boolean leaves(Ending ending) {
        return ending.next() instanceof JobState.Succeeded || ending.next() instanceof JobState.Cancelled;
    }

    private static List<JobKey> keys(Collection<Ending> endings) {
        return endings.stream().map(ending -> ending.held().key()).toList();
    }

    private static List<Hand> hands(RowSet<Row> rows) {
        var hands = new ArrayList<Hand>(rows.size());
        rows.forEach(row -> hands.add(new Hand(JobRows.key(row), row.getLong("fence"))));
        return hands;
    }

    /** After the commit. */
    public void committed() {
        outbox.committed();
        observers.committed();
    }

    private String json(Object value) {
        return value == null ? null : rows.write(value);
    }

    private static OffsetDateTime runAt(Ending ending) {
        return ending.next() instanceof JobState.Queued queued ? Statement.time(queued.runAt()) : null;
    }

    private static OffsetDateTime finishedAt(Ending ending) {
        return ending.next() instanceof JobState.Finished finished ? Statement.time(finished.at()) : null;
    }
}

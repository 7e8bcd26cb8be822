package io.focusforge.worker.schedule;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The schedules of all tenants: what schedulers do with them. */
@ApplicationScoped
class DueStore {
    static final Statement TAKE = new Statement("SELECT " + ScheduleRows.SCHEDULE + """
             FROM schedules WHERE look_at <= $1
            ORDER BY look_at LIMIT $2::int FOR UPDATE SKIP LOCKED""");
    private static final Statement NEXT =
            new Statement("SELECT look_at FROM schedules WHERE look_at IS NOT NULL ORDER BY look_at LIMIT 1");
    private static final Statement ADVANCE = new Statement("""
            UPDATE schedules
            SET next_at = moved.next_at, look_at = moved.look_at, last_job = coalesce(moved.last_job, schedules.last_job),
                waiting = moved.waiting, fired = moved.fired, skipped = moved.skipped, missed = moved.missed,
                last_skipped_at = moved.last_skipped_at
            FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::uuid[], $6::int[], $7::bigint[],
                        $8::bigint[], $9::bigint[], $10::timestamptz[])
                 AS moved (tenant_id, id, next_at, look_at, last_job, waiting, fired, skipped, missed, last_skipped_at)
            WHERE schedules.tenant_id = moved.tenant_id AND schedules.id = moved.id""");
    private static final Statement PUT_OFF =
            new Statement("UPDATE schedules SET look_at = $3 WHERE tenant_id = $1 AND id = $2");

    /** A schedule's new progress. */
    record Moved(ScheduleKey key, Progress progress, Instant lookAt) {}

    /** Those that nobody else has taken, the longest overdue first. Nobody else takes them until the end of the transaction. */
    List<Schedule> take(SqlConnection connection, Instant now, int limit) {
        return StreamSupport.stream(TAKE.run(connection, now, limit).spliterator(), false)
                .map(ScheduleRows::schedule)
                .toList();
    }

    /** When there will be one to take. */
    Optional<Instant> next(SqlConnection connection) {
        return StreamSupport.stream(NEXT.run(connection).spliterator(), false)
                .map(row -> Statement.instant(row, "look_at"))
                .findFirst();
    }

    void advance(SqlConnection connection, Collection<Moved> moved) {
        ADVANCE.run(
                connection,
                column(moved, one -> one.key().tenant(), UUID[]::new),
                column(moved, one -> one.key().id(), UUID[]::new),
                column(moved, one -> Statement.time(one.progress().nextAt()), OffsetDateTime[]::new),
                column(moved, one -> Statement.time(one.lookAt()), OffsetDateTime[]::new),
                column(moved, one -> one.progress().lastJob(), UUID[]::new),
                column(moved, one -> one.progress().waiting(), Integer[]::new),
                column(moved, one -> one.progress().tally().fired(), Long[]::new),
                column(moved, one -> one.progress().tally().skipped(), Long[]::new),
                column(moved, one -> one.progress().tally().missed(), Long[]::new),
                column(moved, one -> Statement.time(one.progress().tally().lastSkippedAt()), OffsetDateTime[]::new));
    }

    void putOff(SqlConnection connection, ScheduleKey schedule, Instant until) {
        PUT_OFF.run(connection, schedule.tenant(), schedule.id(), until);
    }
}

package io.focusforge.worker.schedule;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The schedules of one user: what their owner does with them. */
@ApplicationScoped
class ScheduleStore {
    private static final String ONE =
            "SELECT " + ScheduleRows.SCHEDULE + " FROM schedules WHERE tenant_id = $1 AND user_id = $2 AND id = $3";
    private static final Statement FIND = new Statement(ONE);
    private static final Statement LOCK = new Statement(ONE + " FOR UPDATE");
    private static final Statement LIST = new Statement("SELECT " + ScheduleRows.SCHEDULE + """
             FROM schedules WHERE tenant_id = $1 AND user_id = $2 AND ($3::uuid IS NULL OR id < $3::uuid)
            ORDER BY id DESC LIMIT $4::int""");
    /** Two that are made at once must not both be the last that the limit allows. */
    private static final Statement LOCK_TENANT =
            new Statement("SELECT pg_advisory_xact_lock(hashtextextended('schedules ' || $1::text, 0))");

    private static final Statement COUNT =
            new Statement("SELECT count(*) FROM (SELECT FROM schedules WHERE tenant_id = $1 LIMIT $2::int) AS counted");
    private static final Statement INSERT = new Statement("""
            INSERT INTO schedules (tenant_id, id, user_id, name, cron, zone, every_ms, anchor, catch_up, overlap, job,
                                   next_at, paused_at, waiting, skipped, last_skipped_at, created_at, updated_at, look_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ($11::text)::jsonb, $12, $13, $14, $15, $16, $17, $18, $19)""");
    private static final Statement SAVE = new Statement("""
            UPDATE schedules SET name = $4, cron = $5, zone = $6, every_ms = $7, anchor = $8, catch_up = $9, overlap = $10,
                                 job = ($11::text)::jsonb, next_at = $12, paused_at = $13, waiting = $14, skipped = $15,
                                 last_skipped_at = $16, created_at = $17, updated_at = $18, look_at = $19
            WHERE tenant_id = $1 AND id = $2 AND user_id = $3""");
    private static final Statement DELETE =
            new Statement("DELETE FROM schedules WHERE tenant_id = $1 AND user_id = $2 AND id = $3");

    private final SchedulesConfig config;

    ScheduleStore(SchedulesConfig config) {
        this.config = config;
    }

    Optional<Schedule> find(SqlConnection connection, Caller caller, UUID id) {
        return one(FIND.run(connection, caller.tenant(), caller.user(), id));
    }

    Optional<Schedule> lock(SqlConnection connection, Caller caller, UUID id) {
        return one(LOCK.run(connection, caller.tenant(), caller.user(), id));
    }

    /** Newest first; one more than the limit, if there is one. */
    List<Schedule> list(SqlConnection connection, Caller caller, int limit, Cursor cursor) {
        var after = cursor == null ? null : cursor.after();
        return stream(LIST.run(connection, caller.tenant(), caller.user(), after, limit + 1));
    }

    /**
     * No other can be added to the tenant until the end of the transaction.
     *
     * @return how many the tenant has, up to {@code most}
     */
    long count(SqlConnection connection, UUID tenant, int most) {
        LOCK_TENANT.run(connection, tenant.toString());
        return COUNT.run(connection, tenant, most).iterator().next().getLong(0);
    }

    void insert(SqlConnection connection, Schedule schedule) {
        INSERT.run(connection, columns(schedule));
    }

    /** Puts the new state in place of the stored one, which has to be locked. */
    void save(SqlConnection connection, Schedule schedule) {
        SAVE.run(connection, columns(schedule));
    }

    /** @return whether it was there */
    boolean delete(SqlConnection connection, Caller caller, UUID id) {
        return DELETE.run(connection, caller.tenant(), caller.user(), id).rowCount() > 0;
    }

    private Object[] columns(Schedule schedule) {
        var spec = schedule.spec();
        var when = spec.when();
        var progress = schedule.progress();
        return new Object[] {
            schedule.key().tenant(),
            schedule.key().id(),
            schedule.user(),
            spec.name(),
            when.cron(),
            when.zone(),
            when.every() == null ? null : when.every().toMillis(),
            when.anchor(),
            spec.catchUp().toString(),
            spec.overlap().toString(),
            spec.job(),
            progress.nextAt(),
            progress.pausedAt(),
            progress.waiting(),
            progress.tally().skipped(),
            progress.tally().lastSkippedAt(),
            schedule.createdAt(),
            schedule.updatedAt(),
            progress.lookAt(schedule.updatedAt(), config.every())
        };
    }

    private static Optional<Schedule> one(RowSet<Row> rows) {
        return stream(rows).stream().findFirst();
    }

    private static List<Schedule> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ScheduleRows::schedule)
                .toList();
    }
}

package io.focusforge.worker.schedule;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.job.JobError;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The fires of schedules. */
@ApplicationScoped
class FireStore {
    private static final Statement INSERT =
            new Statement("INSERT INTO schedule_fires (" + ScheduleRows.FIRE + """
            ) SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::boolean[], $5::text[], $6::uuid[],
                                   $7::timestamptz[], $8::int[], $9::boolean[], $10::text[], $11::text[])
            ON CONFLICT DO NOTHING
            RETURNING\s""" + ScheduleRows.FIRE);
    private static final Statement RELEASE = new Statement("""
            UPDATE schedule_fires AS fire
            SET state = released.state, job_id = released.job_id, started_at = released.started_at,
                error_code = released.error_code, error_message = released.error_message
            FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::boolean[], $5::text[], $6::uuid[],
                        $7::timestamptz[], $8::int[], $9::boolean[], $10::text[], $11::text[])
                 AS released (tenant_id, schedule_id, due_at, manual, state, job_id, started_at, times, more, error_code, error_message)
            WHERE fire.tenant_id = released.tenant_id AND fire.schedule_id = released.schedule_id
              AND fire.due_at = released.due_at AND fire.manual = released.manual AND fire.state = 'waiting'""");
    private static final Statement OLDEST = new Statement("SELECT " + ScheduleRows.FIRE + """
             FROM unnest($1::uuid[], $2::uuid[]) AS schedule (tenant, schedule),
            LATERAL (SELECT * FROM schedule_fires
                     WHERE tenant_id = tenant AND schedule_id = schedule.schedule AND state = 'waiting'
                     ORDER BY due_at LIMIT 1) AS oldest""");
    private static final Statement NEWEST = new Statement("SELECT " + ScheduleRows.FIRE + """
             FROM schedule_fires WHERE tenant_id = $1 AND schedule_id = $2
            ORDER BY due_at DESC, manual DESC LIMIT $3::int""");
    private static final Statement FORGET_WAITING =
            new Statement("DELETE FROM schedule_fires WHERE tenant_id = $1 AND schedule_id = $2 AND state = 'waiting'");
    private static final Statement TRIM = new Statement("""
            DELETE FROM schedule_fires AS old USING (
                SELECT tenant, schedule.schedule, (
                    SELECT due_at FROM schedule_fires WHERE tenant_id = tenant AND schedule_id = schedule.schedule
                    ORDER BY due_at DESC OFFSET $3::int LIMIT 1) AS since
                FROM unnest($1::uuid[], $2::uuid[]) AS schedule (tenant, schedule)) AS kept
            WHERE old.tenant_id = kept.tenant AND old.schedule_id = kept.schedule AND old.due_at <= kept.since
              AND old.state <> 'waiting'""");

    /** A fire of a schedule. */
    record Of(ScheduleKey schedule, Fire fire) {
        Key key() {
            return new Key(schedule, fire.dueAt(), fire.manual());
        }
    }

    /** Names a fire: there is one only. */
    record Key(ScheduleKey schedule, Instant dueAt, boolean manual) {}

    /** @return the keys of those that were not there before */
    Set<Key> insert(SqlConnection connection, Collection<Of> fires) {
        var fresh = new HashSet<Key>();
        if (!fires.isEmpty()) {
            INSERT.run(connection, columns(fires))
                    .forEach(row -> fresh.add(new Of(ScheduleRows.ofFire(row), ScheduleRows.fire(row)).key()));
        }
        return fresh;
    }

    /** Tells what has become of fires that waited. */
    void release(SqlConnection connection, Collection<Of> fires) {
        if (!fires.isEmpty()) {
            RELEASE.run(connection, columns(fires));
        }
    }

    /** Of those that wait. */
    Map<ScheduleKey, Fire> oldest(SqlConnection connection, Collection<ScheduleKey> schedules) {
        var oldest = new HashMap<ScheduleKey, Fire>();
        if (!schedules.isEmpty()) {
            OLDEST.run(connection, tenants(schedules), ids(schedules))
                    .forEach(row -> oldest.put(ScheduleRows.ofFire(row), ScheduleRows.fire(row)));
        }
        return oldest;
    }

    /** Newest first. */
    List<Fire> newest(SqlConnection connection, ScheduleKey schedule, int limit) {
        var rows = NEWEST.run(connection, schedule.tenant(), schedule.id(), limit);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(ScheduleRows::fire)
                .toList();
    }

    void forgetWaiting(SqlConnection connection, ScheduleKey schedule) {
        FORGET_WAITING.run(connection, schedule.tenant(), schedule.id());
    }

    /** Leaves the newest, and those that wait. */
    void trim(SqlConnection connection, Collection<ScheduleKey> schedules, int kept) {
        TRIM.run(connection, tenants(schedules), ids(schedules), kept);
    }

    private static Object[] columns(Collection<Of> fires) {
        return new Object[] {
            column(fires, of -> of.schedule().tenant(), UUID[]::new),
            column(fires, of -> of.schedule().id(), UUID[]::new),
            column(fires, of -> Statement.time(of.fire().dueAt()), OffsetDateTime[]::new),
            column(fires, of -> of.fire().manual(), Boolean[]::new),
            column(fires, of -> of.fire().state().toString(), String[]::new),
            column(fires, of -> of.fire().job(), UUID[]::new),
            column(fires, of -> Statement.time(of.fire().startedAt()), OffsetDateTime[]::new),
            column(fires, of -> of.fire().times(), Integer[]::new),
            column(fires, of -> of.fire().more(), Boolean[]::new),
            column(fires, of -> error(of, JobError::code), String[]::new),
            column(fires, of -> error(of, JobError::message), String[]::new)
        };
    }

    private static String error(Of of, Function<JobError, String> part) {
        return of.fire().error() == null ? null : part.apply(of.fire().error());
    }

    private static UUID[] tenants(Collection<ScheduleKey> schedules) {
        return column(schedules, ScheduleKey::tenant, UUID[]::new);
    }

    private static UUID[] ids(Collection<ScheduleKey> schedules) {
        return column(schedules, ScheduleKey::id, UUID[]::new);
    }
}

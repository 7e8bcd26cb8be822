package io.focusforge.worker.schedule;

import static io.focusforge.worker.postgres.Statement.instant;

import io.focusforge.worker.job.JobError;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;

/** Turns rows into schedules and fires. */
final class ScheduleRows {
    static final String SCHEDULE = """
            tenant_id, id, user_id, name, cron, zone, every_ms, anchor, catch_up, overlap, job::text AS job, next_at, paused_at, \
            last_job, waiting, fired, skipped, missed, last_skipped_at, created_at, updated_at""";
    static final String FIRE = """
            tenant_id, schedule_id, due_at, manual, state, job_id, started_at, times, more, error_code, error_message""";

    private ScheduleRows() {}

    static Schedule schedule(Row row) {
        return new Schedule(
                new ScheduleKey(row.getUUID("tenant_id"), row.getUUID("id")),
                row.getUUID("user_id"),
                spec(row),
                progress(row),
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    static Fire fire(Row row) {
        return new Fire(
                instant(row, "due_at"),
                row.getBoolean("manual"),
                Fire.State.of(row.getString("state")),
                row.getUUID("job_id"),
                instant(row, "started_at"),
                row.getInteger("times"),
                row.getBoolean("more"),
                error(row));
    }

    static ScheduleKey ofFire(Row row) {
        return new ScheduleKey(row.getUUID("tenant_id"), row.getUUID("schedule_id"));
    }

    private static Spec spec(Row row) {
        var every = row.getLong("every_ms");
        var when = new When(
                row.getString("cron"),
                row.getString("zone"),
                every == null ? null : Duration.ofMillis(every),
                instant(row, "anchor"));
        return new Spec(
                row.getString("name"),
                when,
                CatchUp.of(row.getString("catch_up")),
                Overlap.of(row.getString("overlap")),
                row.getString("job"));
    }

    private static Progress progress(Row row) {
        return new Progress(
                instant(row, "next_at"),
                instant(row, "paused_at"),
                row.getUUID("last_job"),
                row.getInteger("waiting"),
                new Progress.Tally(
                        row.getLong("fired"),
                        row.getLong("skipped"),
                        row.getLong("missed"),
                        instant(row, "last_skipped_at")));
    }

    private static JobError error(Row row) {
        var code = row.getString("error_code");
        return code == null ? null : new JobError(0, instant(row, "started_at"), code, row.getString("error_message"));
    }
}

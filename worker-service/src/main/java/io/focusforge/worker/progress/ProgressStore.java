package io.focusforge.worker.progress;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Optional;

/** The table {@code job_progress}: what jobs have said, and how much. The lines are in {@link LogStore}. */
@ApplicationScoped
class ProgressStore {
    private static final Statement TELL = new Statement("""
            INSERT INTO job_progress AS kept
                   (tenant_id, job_id, fence, percent, message, attempt, reported_at, reports, lines, check_at)
            SELECT tenant_id, job_id, fence, percent, message, attempt, reported_at,
                   CASE WHEN percent IS NULL THEN 0 ELSE 1 END, lines, $9
            FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::smallint[], $5::text[], $6::int[], $7::timestamptz[], $8::int[])
                 AS told (tenant_id, job_id, fence, percent, message, attempt, reported_at, lines)
            ON CONFLICT (tenant_id, job_id) DO UPDATE SET
                fence = EXCLUDED.fence,
                percent = coalesce(EXCLUDED.percent, kept.percent),
                message = CASE WHEN EXCLUDED.percent IS NULL THEN kept.message ELSE EXCLUDED.message END,
                attempt = coalesce(EXCLUDED.attempt, kept.attempt),
                reported_at = coalesce(EXCLUDED.reported_at, kept.reported_at),
                reports = kept.reports + EXCLUDED.reports,
                lines = kept.lines + EXCLUDED.lines
            WHERE kept.fence <= EXCLUDED.fence
            RETURNING tenant_id, job_id AS id, lines""");
    private static final Statement FIND = new Statement("""
            SELECT percent, message, attempt, reported_at FROM job_progress
            WHERE tenant_id = $1 AND job_id = $2 AND percent IS NOT NULL""");

    private final LogStore log;
    private final ProgressConfig config;

    ProgressStore(LogStore log, ProgressConfig config) {
        this.log = log;
        this.config = config;
    }

    /**
     * Part of the caller's transaction. What a late attempt says, after a later one has spoken, is left out.
     *
     * @param parts of different jobs, in the order of their keys
     * @return how many were stored
     */
    int store(SqlConnection connection, Collection<Report.Part> parts, Instant now) {
        var keys = parts.stream().map(part -> part.source().job()).toList();
        var totals = new HashMap<JobKey, Long>();
        TELL.run(
                        connection,
                        JobRows.tenants(keys),
                        JobRows.ids(keys),
                        column(parts, part -> part.source().fence(), Long[]::new),
                        column(parts, part -> percent(part.progress()), Short[]::new),
                        column(
                                parts,
                                part -> part.progress() == null
                                        ? null
                                        : part.progress().message(),
                                String[]::new),
                        column(
                                parts,
                                part -> part.progress() == null
                                        ? null
                                        : part.progress().attempt(),
                                Integer[]::new),
                        column(parts, part -> reportedAt(part.progress()), OffsetDateTime[]::new),
                        column(parts, Report.Part::said, Integer[]::new),
                        now.plus(config.recheck()))
                .forEach(row -> totals.put(JobRows.key(row), row.getLong("lines")));
        log.add(connection, parts, totals);
        return totals.size();
    }

    Optional<Progress> find(SqlConnection connection, JobKey job) {
        Optional<Progress> none = Optional.empty();
        for (var row : FIND.run(connection, job.tenant(), job.id())) {
            return Optional.of(progress(row));
        }
        return none;
    }

    static Progress progress(Row row) {
        return new Progress(
                row.getInteger("percent"),
                row.getString("message"),
                row.getInteger("attempt"),
                Statement.instant(row, "reported_at"));
    }

    private static Short percent(Progress progress) {
        return progress == null ? null : (short) progress.percent();
    }

    private static OffsetDateTime reportedAt(Progress progress) {
        return progress == null ? null : Statement.time(progress.at());
    }
}

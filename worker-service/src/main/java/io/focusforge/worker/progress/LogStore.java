package io.focusforge.worker.progress;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.JobRows;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The table {@code job_log}: the last lines of each job. */
@ApplicationScoped
class LogStore {
    private static final Statement ADD = new Statement("""
            INSERT INTO job_log (tenant_id, job_id, number, at, attempt, line)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::int[], $6::text[])""");
    private static final Statement TRIM = new Statement("""
            DELETE FROM job_log USING unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS old (tenant_id, job_id, number)
            WHERE job_log.tenant_id = old.tenant_id AND job_log.job_id = old.job_id AND job_log.number <= old.number""");
    private static final Statement PAGE = new Statement("""
            SELECT number, at, attempt, line FROM job_log
            WHERE tenant_id = $1 AND job_id = $2 AND number > $3 ORDER BY number LIMIT $4::int""");

    private final ProgressConfig config;

    LogStore(ProgressConfig config) {
        this.config = config;
    }

    private record Numbered(JobKey job, LogLine line) {}

    /** @param totals the number of the last line of each job, these included; a job that is not there is left out */
    void add(SqlConnection connection, Collection<Report.Part> parts, Map<JobKey, Long> totals) {
        var lines = new ArrayList<Numbered>();
        for (var part : parts) {
            var total = totals.get(part.source().job());
            if (total != null) {
                number(part, total - part.lines().size(), lines);
            }
        }
        if (!lines.isEmpty()) {
            insert(connection, lines);
            trim(connection, totals);
        }
    }

    /** Oldest first. */
    List<LogLine> page(SqlConnection connection, JobKey job, long after, int limit) {
        var lines = new ArrayList<LogLine>();
        PAGE.run(connection, job.tenant(), job.id(), after, limit).forEach(row -> lines.add(line(row)));
        return lines;
    }

    static LogLine line(Row row) {
        return new LogLine(
                row.getLong("number"), Statement.instant(row, "at"), row.getInteger("attempt"), row.getString("line"));
    }

    private static void number(Report.Part part, long before, Collection<Numbered> into) {
        var number = before;
        for (var said : part.lines()) {
            number++;
            into.add(new Numbered(
                    part.source().job(),
                    new LogLine(number, said.at(), part.source().attempt(), said.line())));
        }
    }

    private static void insert(SqlConnection connection, List<Numbered> lines) {
        var keys = lines.stream().map(Numbered::job).toList();
        ADD.run(
                connection,
                JobRows.tenants(keys),
                JobRows.ids(keys),
                column(lines, numbered -> numbered.line().number(), Long[]::new),
                column(lines, numbered -> Statement.time(numbered.line().at()), OffsetDateTime[]::new),
                column(lines, numbered -> numbered.line().attempt(), Integer[]::new),
                column(lines, numbered -> numbered.line().line(), String[]::new));
    }

    private void trim(SqlConnection connection, Map<JobKey, Long> totals) {
        var full = totals.entrySet().stream()
                .filter(total -> total.getValue() > config.maxLines())
                .sorted(Map.Entry.comparingByKey())
                .toList();
        if (!full.isEmpty()) {
            var keys = full.stream().map(Map.Entry::getKey).toList();
            TRIM.run(
                    connection,
                    JobRows.tenants(keys),
                    JobRows.ids(keys),
                    column(full, total -> total.getValue() - config.maxLines(), Long[]::new));
        }
    }
}

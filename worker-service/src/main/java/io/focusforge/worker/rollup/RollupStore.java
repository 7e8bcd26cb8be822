package io.focusforge.worker.rollup;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The materialised view, by way of those that guard it. */
@ApplicationScoped
class RollupStore {
    private static final Statement READ = new Statement("""
            SELECT hour, queue, type, succeeded, dead, cancelled,
                   wait[1] AS wait_p50, wait[2] AS wait_p95, run[1] AS run_p50, run[2] AS run_p95
            FROM job_statistics
            WHERE tenant_id = $1 AND hour >= $2 AND hour < $3
              AND ($4::text IS NULL OR queue = $4) AND ($5::text IS NULL OR type = $5)
            ORDER BY hour DESC, queue, type LIMIT $6""");
    private static final Statement REFRESHED = new Statement("SELECT refreshed_at FROM job_rollup_state WHERE one");

    /** Newest hours first, up to {@code limit}. */
    List<HourOfJobs> read(SqlConnection connection, UUID tenant, StatisticsQuery query, int limit) {
        var hours = new ArrayList<HourOfJobs>();
        READ.run(connection, tenant, query.from(), query.to(), query.queue(), query.type(), limit)
                .forEach(row -> hours.add(hour(row)));
        return hours;
    }

    Instant refreshedAt(SqlConnection connection) {
        return Statement.instant(REFRESHED.run(connection).iterator().next(), "refreshed_at");
    }

    /** Takes as long as it takes, up to {@code atMost}. */
    void refresh(SqlConnection connection, Duration atMost) {
        var timeout = "SET LOCAL statement_timeout = " + atMost.toMillis();
        connection.query(timeout).execute().await().atMost(atMost);
        connection.query("SELECT refresh_job_rollup()").execute().await().atMost(atMost.plusSeconds(1));
    }

    private static HourOfJobs hour(Row row) {
        return new HourOfJobs(
                Statement.instant(row, "hour"),
                row.getString("queue"),
                row.getString("type"),
                row.getLong("succeeded"),
                row.getLong("dead"),
                row.getLong("cancelled"),
                quantiles(row, "wait"),
                quantiles(row, "run"));
    }

    private static HourOfJobs.Quantiles quantiles(Row row, String of) {
        var median = row.getDouble(of + "_p50");
        return median == null ? null : new HourOfJobs.Quantiles(median, row.getDouble(of + "_p95"));
    }
}

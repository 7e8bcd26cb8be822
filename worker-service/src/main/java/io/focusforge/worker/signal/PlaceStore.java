package io.focusforge.worker.signal;

import io.focusforge.worker.job.JobKey;
import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/**
 * Counts the jobs before one, in the order in which they are started: sooner priorities first, then tenants in turn by weight, then rank and
 * time. They are read in that order too, so that the limit ends the reading.
 */
@ApplicationScoped
class PlaceStore {
    /** Before a job's own turn, every other tenant has had as many turns as its own tenant, times the ratio of their weights. */
    private static final Statement AHEAD = new Statement("""
            WITH mine AS (
                SELECT tenant_id, id, queue, priority, priority_rank, state, run_at, dispatched_at, greatest(run_at, $3) AS due_at,
                       coalesce((SELECT weight FROM tenant_shares WHERE tenant_shares.tenant_id = $1), 1) AS weight
                FROM jobs WHERE tenant_id = $1 AND id = $2 AND (state || '') IN ('queued', 'dispatched')),
            own AS (
                SELECT count(*) AS jobs FROM mine CROSS JOIN LATERAL (
                    SELECT FROM jobs AS other
                    WHERE mine.state = 'queued' AND other.state = 'queued' AND other.due AND other.queue = mine.queue
                      AND other.priority = mine.priority AND other.tenant_id = mine.tenant_id AND other.run_at <= mine.due_at
                      AND (other.priority_rank, other.run_at, other.id) < (mine.priority_rank, mine.run_at, mine.id)
                    ORDER BY other.priority_rank, other.run_at, other.id LIMIT $4) AS earlier),
            others AS (
                SELECT count(*) AS jobs FROM (
                    WITH RECURSIVE tenants (tenant_id) AS (
                        (SELECT other.tenant_id FROM mine, jobs AS other
                         WHERE other.state = 'queued' AND other.due AND other.queue = mine.queue AND other.priority = mine.priority
                         ORDER BY other.tenant_id LIMIT 1)
                        UNION ALL
                        SELECT (SELECT other.tenant_id FROM mine, jobs AS other
                                WHERE other.state = 'queued' AND other.due AND other.queue = mine.queue
                                  AND other.priority = mine.priority AND other.tenant_id > tenants.tenant_id
                                ORDER BY other.tenant_id LIMIT 1)
                        FROM tenants WHERE tenants.tenant_id IS NOT NULL)
                    SELECT FROM mine, own, tenants LEFT JOIN tenant_shares ON tenant_shares.tenant_id = tenants.tenant_id
                    CROSS JOIN LATERAL (
                        SELECT FROM jobs AS other
                        WHERE mine.state = 'queued' AND other.state = 'queued' AND other.due AND other.queue = mine.queue
                          AND other.priority = mine.priority AND other.tenant_id = tenants.tenant_id
                        LIMIT own.jobs * coalesce(tenant_shares.weight, 1) / mine.weight) AS turn
                    WHERE tenants.tenant_id <> mine.tenant_id LIMIT $4) AS turns)
            SELECT queue, run_at, EXISTS (SELECT FROM queues WHERE name = mine.queue AND paused_at IS NOT NULL) AS paused,
                   least($4::bigint, (SELECT jobs FROM own) + (SELECT jobs FROM others) + (
                       SELECT count(*) FROM jobs AS other WHERE other.state = 'dispatched' AND other.queue = mine.queue
                          AND (other.priority < mine.priority
                               OR other.priority = mine.priority
                                  AND (mine.state = 'queued'
                                       OR (other.dispatched_at, other.priority_rank, other.run_at, other.id)
                                          < (mine.dispatched_at, mine.priority_rank, mine.run_at, mine.id)))
                   ) + (
                       SELECT count(*) FROM generate_series(0, mine.priority - 1) AS sooner CROSS JOIN LATERAL (
                           SELECT FROM jobs AS other
                           WHERE mine.state = 'queued' AND other.state = 'queued' AND other.due AND other.queue = mine.queue
                             AND other.priority = sooner AND other.run_at <= mine.due_at
                           LIMIT $4) AS urgent
                   ))::int AS position
            FROM mine""");

    record Ahead(String queue, Instant runAt, boolean paused, int position) {}

    /** @return empty for a job that does not wait */
    Optional<Ahead> ahead(SqlConnection connection, JobKey job, Instant now, long limit) {
        for (var row : AHEAD.run(connection, job.tenant(), job.id(), now, limit)) {
            return Optional.of(ahead(row));
        }
        return Optional.empty();
    }

    private static Ahead ahead(Row row) {
        return new Ahead(
                row.getString("queue"),
                Statement.instant(row, "run_at"),
                row.getBoolean("paused"),
                row.getInteger("position"));
    }
}

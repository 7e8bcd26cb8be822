package io.focusforge.worker.queue;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The table {@code queues}, and the jobs of one tenant counted by queue. */
@ApplicationScoped
class QueueStore {
    /** No count goes further, so that a look at a queue stays cheap however much is in it. */
    static final int COUNTED = 100_000;

    private static final Statement PAUSE = new Statement("""
            INSERT INTO queues (name, paused_at, paused_by) VALUES ($1, $2, $3)
            ON CONFLICT (name) DO UPDATE SET paused_at = EXCLUDED.paused_at, paused_by = EXCLUDED.paused_by
            WHERE queues.paused_at IS NULL""");
    private static final Statement RESUME = new Statement(
            "UPDATE queues SET paused_at = NULL, paused_by = NULL WHERE name = $1 AND paused_at IS NOT NULL");
    private static final Statement PAUSED = new Statement("SELECT name FROM queues WHERE paused_at IS NOT NULL");
    private static final Statement LOOK = new Statement("""
            SELECT queue.name, queues.paused_at,
                   ready.jobs AS ready,
                   (SELECT count(*)::int FROM (
                       SELECT FROM jobs WHERE tenant_id = $1 AND jobs.queue = queue.name AND state = 'queued' AND NOT due
                                          AND run_at > $3 LIMIT %1$d) AS found) AS delayed,
                   (SELECT count(*)::int FROM (
                       SELECT FROM jobs WHERE tenant_id = $1 AND jobs.queue = queue.name AND state = 'waiting'
                       LIMIT %1$d) AS found) AS waiting,
                   (SELECT count(*)::int FROM (
                       SELECT FROM jobs WHERE tenant_id = $1 AND jobs.queue = queue.name AND state = 'dead'
                       LIMIT %1$d) AS found) AS dead,
                   (SELECT count(*)::int FROM jobs
                    WHERE tenant_id = $1 AND jobs.queue = queue.name AND state = 'dispatched') AS dispatched,
                   (SELECT count(*)::int FROM jobs
                    WHERE tenant_id = $1 AND jobs.queue = queue.name AND state = 'running') AS running,
                   least(ready.oldest,
                         (SELECT min(run_at) FROM jobs
                          WHERE tenant_id = $1 AND jobs.queue = queue.name AND state = 'dispatched')) AS oldest
            FROM unnest($2::text[]) AS queue (name) LEFT JOIN queues ON queues.name = queue.name
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS jobs, min(run_at) AS oldest FROM (
                    SELECT run_at FROM jobs WHERE tenant_id = $1 AND jobs.queue = queue.name AND priority IN (0, 1, 2)
                                              AND state = 'queued' AND due LIMIT %1$d) AS found) AS ready
            ORDER BY queue.name""".formatted(COUNTED));

    /** One that is paused already stays as it is. @return whether that changed anything */
    boolean pause(SqlConnection connection, String queue, UUID operator, Instant now) {
        return PAUSE.run(connection, queue, now, operator).rowCount() > 0;
    }

    /** @return whether that changed anything */
    boolean resume(SqlConnection connection, String queue) {
        return RESUME.run(connection, queue).rowCount() > 0;
    }

    Set<String> paused(SqlConnection connection) {
        var names = new HashSet<String>();
        PAUSED.run(connection).forEach(row -> names.add(row.getString("name")));
        return Set.copyOf(names);
    }

    /** By name. */
    List<QueueView> look(SqlConnection connection, UUID tenant, Collection<String> queues, Instant now) {
        var views = new ArrayList<QueueView>(queues.size());
        LOOK.run(connection, tenant, queues.toArray(String[]::new), now).forEach(row -> views.add(view(row, now)));
        return views;
    }

    private static QueueView view(Row row, Instant now) {
        var pausedAt = Statement.instant(row, "paused_at");
        return new QueueView(
                row.getString("name"),
                pausedAt != null,
                pausedAt,
                row.getInteger("ready"),
                row.getInteger("delayed"),
                row.getInteger("waiting"),
                row.getInteger("dispatched"),
                row.getInteger("running"),
                row.getInteger("dead"),
                age(Statement.instant(row, "oldest"), now));
    }

    private static double age(Instant due, Instant now) {
        return due == null || due.isAfter(now) ? 0 : Duration.between(due, now).toMillis() / 1000.0;
    }
}

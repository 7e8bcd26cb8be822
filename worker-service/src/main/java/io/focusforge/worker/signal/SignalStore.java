package io.focusforge.worker.signal;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Traffic in slots of five seconds, and all jobs counted by queue. */
@ApplicationScoped
class SignalStore {
    private static final Duration SLOT = Duration.ofSeconds(5);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofMinutes(5);

    private static final Statement ADD = new Statement("""
            INSERT INTO queue_traffic (slot, queue, class, arrived, served)
            SELECT $1::timestamptz, queue, class, arrived, served
            FROM unnest($2::text[], $3::text[], $4::bigint[], $5::bigint[]) AS counted (queue, class, arrived, served)
            ORDER BY queue, class
            ON CONFLICT (slot, queue, class) DO UPDATE
            SET arrived = queue_traffic.arrived + EXCLUDED.arrived, served = queue_traffic.served + EXCLUDED.served""");
    private static final Statement FORGET = new Statement("DELETE FROM queue_traffic WHERE slot < $1");
    /** The slot that is being filled is left out: it would make a full queue look idle. */
    private static final Statement COUNT = new Statement("""
            WITH counted AS (
                SELECT queue, tenant_id, state, count(*) AS due, 0 AS later, min(run_at) AS oldest
                FROM jobs WHERE state = 'queued' AND due GROUP BY queue, tenant_id, state
                UNION ALL
                SELECT queue, tenant_id, state, count(*) FILTER (WHERE run_at <= $2), count(*) FILTER (WHERE run_at > $2), min(run_at)
                FROM jobs WHERE state = 'queued' AND NOT due GROUP BY queue, tenant_id, state
                UNION ALL
                SELECT queue, tenant_id, state, count(*), 0, NULL
                FROM jobs WHERE state = 'dead' GROUP BY queue, tenant_id, state
                UNION ALL
                SELECT queue, tenant_id, state, count(*), 0, min(run_at)
                FROM jobs WHERE state = 'dispatched' GROUP BY queue, tenant_id, state
                UNION ALL
                SELECT queue, tenant_id, state, count(*), 0, NULL
                FROM jobs WHERE state = 'running' GROUP BY queue, tenant_id, state),
            depth AS (
                SELECT queue, coalesce(class, $5) AS class,
                       sum(due) FILTER (WHERE state IN ('queued', 'dispatched')) AS ready,
                       sum(due) FILTER (WHERE state = 'running') AS running,
                       sum(later) FILTER (WHERE state = 'queued') AS delayed,
                       sum(due + later) FILTER (WHERE state = 'dead') AS dead,
                       min(oldest) FILTER (WHERE state IN ('queued', 'dispatched')) AS oldest
                FROM counted LEFT JOIN unnest($6::uuid[], $7::text[]) AS member (tenant_id, class) USING (tenant_id)
                GROUP BY queue, coalesce(class, $5)),
            traffic AS (
                SELECT queue, CASE WHEN class = ANY ($8::text[]) THEN class ELSE $5 END AS class,
                       sum(arrived) AS arrived, sum(served) AS served
                FROM queue_traffic WHERE slot >= $3 AND slot < $4 GROUP BY 1, 2)
            SELECT name, label, coalesce(ready, 0)::bigint AS ready, coalesce(running, 0)::bigint AS running,
                   coalesce(delayed, 0)::bigint AS delayed, coalesce(dead, 0)::bigint AS dead, oldest,
                   coalesce(arrived, 0)::bigint AS arrived, coalesce(served, 0)::bigint AS served
            FROM unnest($1::text[]) AS queue (name) CROSS JOIN unnest($8::text[]) AS known (label)
            LEFT JOIN depth ON depth.queue = name AND depth.class = label
            LEFT JOIN traffic ON traffic.queue = name AND traffic.class = label""");

    private final TenantClasses classes;

    SignalStore(TenantClasses classes) {
        this.classes = classes;
    }

    /** Adds to the slot of this instant, and drops those past use. */
    int add(SqlConnection connection, List<QueueTraffic.Count> counts, Instant now) {
        ADD.run(
                connection,
                slot(now),
                column(counts, count -> count.lane().queue(), String[]::new),
                column(counts, count -> count.lane().tenantClass(), String[]::new),
                column(counts, QueueTraffic.Count::arrived, Long[]::new),
                column(counts, QueueTraffic.Count::served, Long[]::new));
        return FORGET.run(connection, now.minus(KEPT)).rowCount();
    }

    /** Each of these queues by the class of the tenants, those without a job too. */
    Map<String, Map<String, QueueStats>> count(SqlConnection connection, Collection<String> queues, Instant now) {
        var stats = new HashMap<String, Map<String, QueueStats>>();
        var end = slot(now);
        var members = List.copyOf(classes.byTenant().keySet());
        COUNT.run(
                        connection,
                        queues.toArray(String[]::new),
                        now,
                        end.minus(WINDOW),
                        end,
                        classes.others(),
                        members.toArray(UUID[]::new),
                        column(members, classes::of, String[]::new),
                        classes.labels().toArray(String[]::new))
                .forEach(row -> stats.computeIfAbsent(row.getString("name"), queue -> new TreeMap<>())
                        .put(row.getString("label"), stats(row, now)));
        return Map.copyOf(stats);
    }

    private static QueueStats stats(Row row, Instant now) {
        return new QueueStats(
                row.getLong("ready"),
                row.getLong("running"),
                row.getLong("delayed"),
                row.getLong("dead"),
                age(Statement.instant(row, "oldest"), now),
                perSecond(row.getLong("arrived")),
                perSecond(row.getLong("served")));
    }

    private static double age(Instant due, Instant now) {
        return due == null || due.isAfter(now) ? 0 : Duration.between(due, now).toMillis() / 1000.0;
    }

    private static double perSecond(long inWindow) {
        return inWindow / (double) WINDOW.toSeconds();
    }

    private static Instant slot(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond() / SLOT.toSeconds() * SLOT.toSeconds());
    }
}

package io.focusforge.worker.progress;

import static io.focusforge.worker.postgres.JobRows.column;

import io.focusforge.worker.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Both tables, seen from those who follow jobs: asks for many at once, and only for what is new. */
@ApplicationScoped
public class NewsStore {
    private static final int LINES_OF_ONE = 200;
    private static final int LINES = 2_000;

    private static final Statement CHANGED = new Statement("""
            SELECT asked.place, kept.percent, kept.message, kept.attempt, kept.reported_at, kept.reports, kept.lines
            FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[])
                 AS asked (place, tenant_id, job_id, lines, reports)
                 CROSS JOIN LATERAL (
                     SELECT percent, message, attempt, reported_at, reports, lines FROM job_progress
                     WHERE job_progress.tenant_id = asked.tenant_id AND job_progress.job_id = asked.job_id LIMIT 1) AS kept
            WHERE kept.lines > asked.lines OR kept.reports > asked.reports""");
    private static final Statement NEXT_LINES = new Statement("""
            SELECT asked.place, next.number, next.at, next.attempt, next.line
            FROM unnest($1::int[], $2::uuid[], $3::uuid[], $4::bigint[]) AS asked (place, tenant_id, job_id, lines)
                 CROSS JOIN LATERAL (
                     SELECT number, at, attempt, line FROM job_log
                     WHERE job_log.tenant_id = asked.tenant_id AND job_log.job_id = asked.job_id AND number > asked.lines
                     ORDER BY number LIMIT %d) AS next
            ORDER BY next.number, asked.place LIMIT %d""".formatted(LINES_OF_ONE, LINES));

    /** @return one for each, in order. The connection has to reach all their tenants */
    public List<News> since(SqlConnection connection, List<News.Known> known) {
        var heads = new HashMap<Integer, Row>();
        CHANGED.run(
                        connection,
                        IntStream.range(0, known.size()).boxed().toArray(Integer[]::new),
                        column(known, asked -> asked.job().tenant(), UUID[]::new),
                        column(known, asked -> asked.job().id(), UUID[]::new),
                        column(known, News.Known::lines, Long[]::new),
                        column(known, News.Known::reports, Long[]::new))
                .forEach(row -> heads.put(row.getInteger("place"), row));
        var lines = lines(connection, known, heads);
        return IntStream.range(0, known.size())
                .mapToObj(place -> heads.containsKey(place)
                        ? news(known.get(place), heads.get(place), lines.getOrDefault(place, List.of()))
                        : News.nothing(known.get(place)))
                .toList();
    }

    /** @return by place, of those that have new ones */
    private static Map<Integer, List<LogLine>> lines(
            SqlConnection connection, List<News.Known> known, Map<Integer, Row> heads) {
        var lines = new HashMap<Integer, List<LogLine>>();
        var behind = heads.entrySet().stream()
                .filter(head -> head.getValue().getLong("lines")
                        > known.get(head.getKey()).lines())
                .map(Map.Entry::getKey)
                .toList();
        if (!behind.isEmpty()) {
            NEXT_LINES
                    .run(
                            connection,
                            behind.toArray(Integer[]::new),
                            column(behind, place -> known.get(place).job().tenant(), UUID[]::new),
                            column(behind, place -> known.get(place).job().id(), UUID[]::new),
                            column(behind, place -> known.get(place).lines(), Long[]::new))
                    .forEach(row -> lines.computeIfAbsent(row.getInteger("place"), place -> new ArrayList<>())
                            .add(LogStore.line(row)));
        }
        return lines;
    }

    private static News news(News.Known known, Row head, List<LogLine> lines) {
        var progress = head.getLong("reports") > known.reports() ? ProgressStore.progress(head) : null;
        var last = lines.isEmpty() ? known.lines() : lines.getLast().number();
        return new News(progress, head.getLong("reports"), lines, head.getLong("lines") > last);
    }
}

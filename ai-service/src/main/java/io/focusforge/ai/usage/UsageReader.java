package io.focusforge.ai.usage;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Sums up what was used: of whole days by the sums of the days, of what is left of others by the calls. */
@Singleton
public class UsageReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String USED = """
            WITH used AS (
                SELECT day, user_id, key_id, provider, model, calls, prompt_tokens, cached_tokens, completion_tokens, estimated,
                       cost_micros, unpriced_calls
                FROM usage_days WHERE tenant_id = $1 AND day >= $2 AND day < $3
                UNION ALL
                SELECT (created_at AT TIME ZONE 'UTC')::date, user_id, key_id, provider, model, calls, prompt_tokens, cached_tokens,
                       completion_tokens, estimated, coalesce(cost_micros, 0), CASE WHEN cost_micros IS NULL THEN calls ELSE 0 END
                FROM usage WHERE tenant_id = $1 AND created_at >= $4 AND created_at < $5
                UNION ALL
                SELECT (created_at AT TIME ZONE 'UTC')::date, user_id, key_id, provider, model, calls, prompt_tokens, cached_tokens,
                       completion_tokens, estimated, coalesce(cost_micros, 0), CASE WHEN cost_micros IS NULL THEN calls ELSE 0 END
                FROM usage WHERE tenant_id = $1 AND created_at >= $6 AND created_at < $7
            )""";
    private static final String WANTED =
            "WHERE ($8::text IS NULL OR model = $8) AND ($9::uuid IS NULL OR user_id = $9) AND ($10::uuid IS NULL OR key_id = $10)";
    private static final String SPENT = USED + " SELECT coalesce(sum(cost_micros), 0)::bigint FROM used " + WANTED;
    /** The first row is the total of all. */
    private static final String REPORT = USED + """

            SELECT position, coalesce(sum(calls), 0)::bigint AS calls, coalesce(sum(prompt_tokens), 0)::bigint AS prompt,
                   coalesce(sum(cached_tokens), 0)::bigint AS cached, coalesce(sum(completion_tokens), 0)::bigint AS completion,
                   coalesce(sum(cost_micros), 0)::bigint AS cost, coalesce(sum(unpriced_calls), 0)::bigint AS unpriced,
                   coalesce(bool_or(estimated), false) AS estimated
            FROM (SELECT concat_ws(chr(31), %s) COLLATE "C" AS position, used.* FROM used %s) AS placed
            GROUP BY ROLLUP (position) HAVING position IS NULL OR position > $11 ORDER BY position NULLS FIRST LIMIT $12""";

    private final TenantDatabase database;
    private final Clock clock;

    UsageReader(TenantDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is asked for; a page of at most so many items. */
    record Question(UsagePeriod period, UsageFilter filter, List<Grouping> groupings, UsagePosition after, int limit) {}

    UsageReport report(UUID tenant, Question question) {
        var groupings = question.groupings();
        var sql = REPORT.formatted(
                groupings.stream().map(Grouping::expression).collect(Collectors.joining(", ")), WANTED);
        var parameters = parameters(tenant, question.period(), question.filter())
                .addString(question.after().text())
                .addInteger(question.limit() + 2);
        var rows = database.read(tenant, connection -> rows(connection, sql, parameters));
        return report(question, rows);
    }

    /** Micro-dollars in a period, as far as the ledger knows. */
    public long spent(SqlConnection connection, Spender spender, Instant from, Instant to) {
        var filter = new UsageFilter(null, spender.user(), spender.key());
        var parameters = parameters(spender.tenant(), new UsagePeriod(from, to), filter);
        return rows(connection, SPENT, parameters).getFirst().getLong(0);
    }

    /** Whose spending is summed up: {@code user} and {@code key} are null for all of the tenant. */
    public record Spender(UUID tenant, UUID user, UUID key) {}

    private static UsageReport report(Question question, List<Row> rows) {
        var limit = question.limit();
        var page = rows.subList(1, Math.min(rows.size(), limit + 1));
        var next = rows.size() > limit + 1 ? position(page.getLast()).encode() : null;
        return new UsageReport(
                question.period().from(),
                question.period().to(),
                Grouping.names(question.groupings()),
                UsageSums.of(rows.getFirst()),
                page.stream()
                        .map(row -> UsageTotal.of(question.groupings(), position(row), UsageSums.of(row)))
                        .toList(),
                next);
    }

    private static UsagePosition position(Row row) {
        return new UsagePosition(row.getString("position"));
    }

    private Tuple parameters(UUID tenant, UsagePeriod period, UsageFilter filter) {
        var first = period.firstDay();
        var end = period.endDay(clock.instant());
        var days = !end.isBefore(first);
        var tuple = Tuple.tuple().addUUID(tenant).addValue(first).addValue(days ? end : first);
        edge(tuple, period.from(), days ? UsagePeriod.begin(first) : period.to());
        edge(tuple, days ? UsagePeriod.begin(end) : period.to(), period.to());
        return tuple.addString(filter.model()).addUUID(filter.user()).addUUID(filter.key());
    }

    private static void edge(Tuple tuple, Instant from, Instant to) {
        tuple.addValue(from.atOffset(ZoneOffset.UTC)).addValue(to.atOffset(ZoneOffset.UTC));
    }

    private static List<Row> rows(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT).stream()
                .toList();
    }
}

package io.focusforge.ai.usage;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The table {@code usage}. */
@ApplicationScoped
class UsageStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String INSERT = """
            INSERT INTO usage (tenant_id, id, user_id, provider, model, kind, calls, prompt_tokens, completion_tokens,
                               estimated, cost_micros, request_id, created_at)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::bigint[],
                                 $9::bigint[], $10::bool[], $11::bigint[], $12::text[], $13::timestamptz[])
            ON CONFLICT DO NOTHING""";

    private final TenantDatabase database;

    UsageStore(TenantDatabase database) {
        this.database = database;
    }

    /** Writes all or none; rows that are already there stay as they are, so that a write can be tried again. */
    void insert(List<Usage> rows) {
        database.acrossTenants(connection -> execute(connection, INSERT, columns(rows)));
    }

    List<UsageTotal> totals(UUID tenant, UsagePeriod period, UsageGrouping grouping) {
        var sql = """
                SELECT %s AS key, sum(calls)::bigint AS calls, sum(prompt_tokens)::bigint AS prompt,
                       sum(completion_tokens)::bigint AS completion, sum(cost_micros)::bigint AS cost,
                       coalesce(sum(calls) FILTER (WHERE cost_micros IS NULL), 0)::bigint AS unpriced, bool_or(estimated) AS estimated
                FROM usage WHERE tenant_id = $1 AND created_at >= $2 AND created_at < $3
                GROUP BY 1 ORDER BY 1 LIMIT 1000""".formatted(grouping.expression());
        var parameters = Tuple.of(
                tenant, period.from().atOffset(ZoneOffset.UTC), period.to().atOffset(ZoneOffset.UTC));
        return database.read(tenant, connection -> execute(connection, sql, parameters).stream()
                .map(UsageStore::total)
                .toList());
    }

    private static UsageTotal total(Row row) {
        return new UsageTotal(
                row.getString("key"),
                row.getLong("calls"),
                row.getLong("prompt"),
                row.getLong("completion"),
                row.getLong("cost"),
                row.getLong("unpriced"),
                row.getBoolean("estimated"));
    }

    private static Tuple columns(List<Usage> rows) {
        return Tuple.tuple()
                .addArrayOfUUID(column(rows, usage -> usage.subject().tenant(), UUID[]::new))
                .addArrayOfUUID(column(rows, Usage::id, UUID[]::new))
                .addArrayOfUUID(column(rows, usage -> usage.subject().user(), UUID[]::new))
                .addArrayOfString(column(rows, usage -> usage.subject().provider(), String[]::new))
                .addArrayOfString(column(rows, usage -> usage.subject().model(), String[]::new))
                .addArrayOfString(column(rows, usage -> usage.subject().kind().code(), String[]::new))
                .addArrayOfInteger(column(rows, Usage::calls, Integer[]::new))
                .addArrayOfLong(column(rows, usage -> usage.tokens().prompt(), Long[]::new))
                .addArrayOfLong(column(rows, usage -> usage.tokens().completion(), Long[]::new))
                .addArrayOfBoolean(column(rows, usage -> usage.tokens().estimated(), Boolean[]::new))
                .addArrayOfLong(column(rows, Usage::costMicros, Long[]::new))
                .addArrayOfString(column(rows, Usage::requestId, String[]::new))
                .addArrayOfOffsetDateTime(
                        column(rows, usage -> usage.createdAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new));
    }

    private static <T> T[] column(List<Usage> rows, Function<Usage, T> value, IntFunction<T[]> array) {
        return rows.stream().map(value).toArray(array);
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

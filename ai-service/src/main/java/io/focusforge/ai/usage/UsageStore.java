package io.focusforge.ai.usage;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Writes the tables {@code usage}, a row for each call, and {@code usage_days}, their sums. */
@Singleton
class UsageStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Sums are changed in the order of their keys, so that replicas do not wait for each other in a circle. */
    private static final String INSERT = """
            WITH fresh AS (
                INSERT INTO usage (tenant_id, id, user_id, key_id, provider, model, kind, calls, prompt_tokens, cached_tokens,
                                   completion_tokens, estimated, cost_micros, request_id, created_at)
                SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::int[],
                                     $9::bigint[], $10::bigint[], $11::bigint[], $12::bool[], $13::bigint[], $14::text[],
                                     $15::timestamptz[])
                ON CONFLICT DO NOTHING
                RETURNING *
            ), days AS (
                INSERT INTO usage_days AS d (tenant_id, day, user_id, key_id, provider, model, kind, calls, prompt_tokens,
                                             cached_tokens, completion_tokens, estimated, cost_micros, unpriced_calls)
                SELECT tenant_id, (created_at AT TIME ZONE 'UTC')::date, user_id, key_id, provider, model, kind, sum(calls),
                       sum(prompt_tokens), sum(cached_tokens), sum(completion_tokens), bool_or(estimated),
                       coalesce(sum(cost_micros), 0), coalesce(sum(calls) FILTER (WHERE cost_micros IS NULL), 0)
                FROM fresh GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY 1, 2, 3, 4, 5, 6, 7
                ON CONFLICT (tenant_id, day, user_id, key_id, provider, model, kind) DO UPDATE SET
                    calls = d.calls + excluded.calls,
                    prompt_tokens = d.prompt_tokens + excluded.prompt_tokens,
                    cached_tokens = d.cached_tokens + excluded.cached_tokens,
                    completion_tokens = d.completion_tokens + excluded.completion_tokens,
                    estimated = d.estimated OR excluded.estimated,
                    cost_micros = d.cost_micros + excluded.cost_micros,
                    unpriced_calls = d.unpriced_calls + excluded.unpriced_calls
            )
            SELECT id FROM fresh""";

    private static final String PURGE_CALLS = """
            DELETE FROM usage WHERE (tenant_id, id) IN (
                SELECT tenant_id, id FROM usage WHERE created_at < $1 ORDER BY created_at LIMIT $2)""";
    private static final String PURGE_DAYS = """
            DELETE FROM usage_days WHERE (tenant_id, day, user_id, key_id, provider, model, kind) IN (
                SELECT tenant_id, day, user_id, key_id, provider, model, kind FROM usage_days
                WHERE day < $1 ORDER BY day LIMIT $2)""";

    /** @return the ids of those that were not there yet */
    Set<UUID> insert(SqlConnection connection, List<Usage> rows) {
        var written = new HashSet<UUID>();
        execute(connection, INSERT, columns(rows)).forEach(row -> written.add(row.getUUID(0)));
        return written;
    }

    /** @return how many were removed */
    int purgeCalls(SqlConnection connection, Instant before, int most) {
        return execute(connection, PURGE_CALLS, Tuple.of(before.atOffset(ZoneOffset.UTC), most))
                .rowCount();
    }

    /** @return how many were removed */
    int purgeDays(SqlConnection connection, LocalDate before, int most) {
        return execute(connection, PURGE_DAYS, Tuple.of(before, most)).rowCount();
    }

    private static Tuple columns(List<Usage> rows) {
        return Tuple.tuple()
                .addArrayOfUUID(column(rows, usage -> usage.subject().tenant(), UUID[]::new))
                .addArrayOfUUID(column(rows, Usage::id, UUID[]::new))
                .addArrayOfUUID(column(rows, usage -> usage.subject().user(), UUID[]::new))
                .addArrayOfUUID(column(rows, usage -> usage.subject().key(), UUID[]::new))
                .addArrayOfString(column(rows, usage -> usage.subject().provider(), String[]::new))
                .addArrayOfString(column(rows, usage -> usage.subject().model(), String[]::new))
                .addArrayOfString(column(rows, usage -> usage.subject().kind().code(), String[]::new))
                .addArrayOfInteger(column(rows, Usage::calls, Integer[]::new))
                .addArrayOfLong(column(rows, usage -> usage.tokens().prompt(), Long[]::new))
                .addArrayOfLong(column(rows, usage -> usage.tokens().cached(), Long[]::new))
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

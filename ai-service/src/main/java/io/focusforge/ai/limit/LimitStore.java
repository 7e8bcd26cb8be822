package io.focusforge.ai.limit;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The table {@code limits}. */
@Singleton
class LimitStore {
    static final int MOST_OF_A_TENANT = 10_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String COLUMNS =
            "scope, subject, requests_per_minute, tokens_per_minute, concurrent_calls, budget_micros, budget_period, changed_at";
    private static final String ALL = """
            SELECT %s FROM limits WHERE tenant_id = $1 AND NOT removed ORDER BY tenant_id, scope, subject LIMIT $2""".formatted(COLUMNS);
    private static final String PUT = """
            INSERT INTO limits (tenant_id, scope, subject, requests_per_minute, tokens_per_minute, concurrent_calls, budget_micros,
                                budget_period, removed, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, false, clock_timestamp())
            ON CONFLICT (tenant_id, scope, subject) DO UPDATE SET
                requests_per_minute = excluded.requests_per_minute, tokens_per_minute = excluded.tokens_per_minute,
                concurrent_calls = excluded.concurrent_calls, budget_micros = excluded.budget_micros,
                budget_period = excluded.budget_period, removed = false, changed_at = excluded.changed_at
            RETURNING %s""".formatted(COLUMNS);
    private static final String REMOVE = """
            UPDATE limits SET removed = true, requests_per_minute = NULL, tokens_per_minute = NULL, concurrent_calls = NULL,
                              budget_micros = NULL, budget_period = NULL, changed_at = clock_timestamp()
            WHERE tenant_id = $1 AND scope = $2 AND subject = $3 AND NOT removed""";
    private static final String FORGET = """
            DELETE FROM limits WHERE tenant_id = $1 AND removed AND changed_at < clock_timestamp() - interval '1 hour'""";
    private static final String CHANGED = """
            SELECT DISTINCT tenant_id FROM limits WHERE changed_at > $1""";
    private static final String NOW = "SELECT clock_timestamp() AS now";

    private final TenantDatabase database;

    LimitStore(TenantDatabase database) {
        this.database = database;
    }

    /** Tenants whose limits have changed, and when it was asked by the clock of the database. */
    record Changes(List<UUID> tenants, Instant asked) {}

    /** Those of a tenant, in the order of scope and subject. */
    List<LimitDefinition> all(UUID tenant) {
        return database.read(tenant, connection -> definitions(connection, ALL, Tuple.of(tenant, MOST_OF_A_TENANT)));
    }

    LimitDefinition put(UUID tenant, Subject who, Allowance allowance) {
        var period = allowance.budgetPeriod();
        var values = Tuple.tuple(java.util.Arrays.asList(
                tenant,
                who.scope().code(),
                who.id(),
                allowance.requestsPerMinute(),
                allowance.tokensPerMinute(),
                allowance.concurrentCalls(),
                allowance.budgetMicros(),
                period == null ? null : period.code()));
        return database.inTransaction(
                tenant, connection -> definitions(connection, PUT, values).getFirst());
    }

    /** @return whether there was one */
    boolean remove(UUID tenant, Subject who) {
        return database.inTransaction(tenant, connection -> {
            execute(connection, FORGET, Tuple.of(tenant));
            var values = Tuple.of(tenant, who.scope().code(), who.id());
            return execute(connection, REMOVE, values).rowCount() > 0;
        });
    }

    Changes changesSince(Instant since) {
        return database.acrossTenants(connection -> {
            var now = execute(connection, NOW, Tuple.tuple())
                    .iterator()
                    .next()
                    .getOffsetDateTime("now")
                    .toInstant();
            var rows = execute(connection, CHANGED, Tuple.of(since.atOffset(ZoneOffset.UTC)));
            return new Changes(
                    rows.stream().map(row -> row.getUUID("tenant_id")).toList(), now);
        });
    }

    private static List<LimitDefinition> definitions(SqlConnection connection, String sql, Tuple values) {
        return execute(connection, sql, values).stream()
                .map(LimitStore::definition)
                .toList();
    }

    private static LimitDefinition definition(Row row) {
        var period = row.getString("budget_period");
        var allowance = new Allowance(
                row.getLong("requests_per_minute"),
                row.getLong("tokens_per_minute"),
                row.getLong("concurrent_calls"),
                row.getLong("budget_micros"),
                period == null ? null : BudgetPeriod.valueOf(period.toUpperCase(Locale.ROOT)));
        return new LimitDefinition(
                Scope.parse(row.getString("scope")),
                row.getString("subject"),
                allowance,
                row.getOffsetDateTime("changed_at").toInstant());
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).await().atMost(TIMEOUT);
    }
}

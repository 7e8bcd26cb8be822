package io.focusforge.ai.budget;

import io.focusforge.common.page.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code budgets}. */
@Singleton
class BudgetStore {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String COLUMNS = """
            tenant_id, id, created_by, name, scope, subject_id, period, time_zone, amount_micros, alert_percents, hard, webhook_id,
            created_at, updated_at""";
    private static final String INSERT = "INSERT INTO budgets (" + COLUMNS
            + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    private static final String UPDATE = """
            UPDATE budgets SET name = $4, scope = $5, subject_id = $6, period = $7, time_zone = $8, amount_micros = $9,
                               alert_percents = $10, hard = $11, webhook_id = $12, created_at = $13, updated_at = $14
            WHERE tenant_id = $1 AND id = $2 AND created_by = $3""";
    private static final String DELETE = "DELETE FROM budgets WHERE tenant_id = $1 AND id = $2";
    private static final String FIND = "SELECT " + COLUMNS + " FROM budgets WHERE tenant_id = $1 AND id = $2";
    private static final String PAGE = "SELECT " + COLUMNS
            + " FROM budgets WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3";
    private static final String OF_TENANTS = "SELECT " + COLUMNS + " FROM budgets WHERE tenant_id = ANY($1)";

    void insert(SqlConnection connection, Budget budget) {
        execute(connection, INSERT, values(budget));
    }

    void update(SqlConnection connection, Budget budget) {
        execute(connection, UPDATE, values(budget));
    }

    /** @return whether there was one */
    boolean delete(SqlConnection connection, UUID tenant, UUID id) {
        return execute(connection, DELETE, Tuple.of(tenant, id)).rowCount() > 0;
    }

    Optional<Budget> find(SqlConnection connection, UUID tenant, UUID id) {
        return execute(connection, FIND, Tuple.of(tenant, id)).stream()
                .map(BudgetStore::budget)
                .findFirst();
    }

    /** Newest first. */
    List<Budget> page(SqlConnection connection, UUID tenant, Cursor after, int limit) {
        var position = after == null ? null : after.after();
        return budgets(execute(connection, PAGE, Tuple.of(tenant, position, limit)));
    }

    List<Budget> ofTenants(SqlConnection connection, Collection<UUID> tenants) {
        return budgets(execute(connection, OF_TENANTS, Tuple.of(tenants.toArray(UUID[]::new))));
    }

    private static List<Budget> budgets(RowSet<Row> rows) {
        return rows.stream().map(BudgetStore::budget).toList();
    }

    private static Tuple values(Budget budget) {
        var terms = budget.terms();
        return Tuple.tuple()
                .addUUID(budget.tenant())
                .addUUID(budget.id())
                .addUUID(budget.maker())
                .addString(terms.name())
                .addString(terms.scope().code())
                .addUUID(terms.subject())
                .addString(terms.period().code())
                .addString(terms.zone().getId())
                .addLong(terms.amountMicros())
                .addArrayOfInteger(terms.alertPercents().toArray(Integer[]::new))
                .addBoolean(terms.hard())
                .addUUID(terms.webhook())
                .addOffsetDateTime(budget.createdAt().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(budget.updatedAt().atOffset(ZoneOffset.UTC));
    }

    private static Budget budget(Row row) {
        var terms = new Terms(
                row.getString("name"),
                BudgetScope.of(row.getString("scope")),
                row.getUUID("subject_id"),
                BudgetPeriod.of(row.getString("period")),
                ZoneId.of(row.getString("time_zone")),
                row.getLong("amount_micros"),
                List.of(row.getArrayOfIntegers("alert_percents")),
                row.getBoolean("hard"),
                row.getUUID("webhook_id"));
        return new Budget(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                row.getUUID("created_by"),
                terms,
                instant(row, "created_at"),
                instant(row, "updated_at"));
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static RowSet<Row> execute(SqlConnection connection, String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters).await().atMost(TIMEOUT);
    }
}

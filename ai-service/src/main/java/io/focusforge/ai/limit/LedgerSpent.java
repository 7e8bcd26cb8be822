package io.focusforge.ai.limit;

import io.focusforge.common.postgres.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

/** What the usage ledger says was spent: the sums of its days, or the count of a budget. */
@Singleton
class LedgerSpent implements SpentSource {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final TenantDatabase database;
    private final BudgetRules budgets;

    LedgerSpent(TenantDatabase database, BudgetRules budgets) {
        this.database = database;
        this.budgets = budgets;
    }

    @Override
    public long spent(UUID tenant, Rule rule) {
        return rule.budget() == null ? sum(tenant, rule) : budgets.spent(tenant, rule);
    }

    private long sum(UUID tenant, Rule rule) {
        var subject = rule.subject();
        var sql = """
                SELECT coalesce(sum(cost_micros), 0)::bigint AS spent FROM usage_days
                WHERE tenant_id = $1 AND day >= $2 AND day < $3 AND %s = $4""".formatted(column(subject));
        var values = Tuple.of(
                tenant,
                day(rule.period().start()),
                day(rule.period().end()),
                subject.scope() == Scope.TENANT ? tenant.toString() : subject.id());
        return database.read(tenant, connection -> connection
                .preparedQuery(sql)
                .execute(values)
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next()
                .getLong("spent"));
    }

    private static String column(Subject subject) {
        return switch (subject.scope()) {
            case TENANT -> "tenant_id::text";
            case USER -> "user_id::text";
            case MODEL -> "model";
            case KEY -> "key_id::text";
        };
    }

    private static LocalDate day(Instant start) {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }
}

package io.focusforge.ai.budget;

import io.focusforge.ai.budget.CounterStore.Counter;
import io.focusforge.ai.usage.Spend;
import io.focusforge.ai.usage.SpendingObserver;
import io.focusforge.ai.usage.UsageReader;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts what is spent of budgets, in the transaction of the ledger, and tells of thresholds. */
@Singleton
class BudgetCounters implements SpendingObserver {
    private final BudgetStore budgets;
    private final CounterStore counters;
    private final BudgetAlerts alerts;
    private final UsageReader reader;

    BudgetCounters(BudgetStore budgets, CounterStore counters, BudgetAlerts alerts, UsageReader reader) {
        this.budgets = budgets;
        this.counters = counters;
        this.alerts = alerts;
        this.reader = reader;
    }

    private record Period(UUID budget, Instant from) {}

    @Override
    public void begin(SqlConnection connection) {
        counters.lockToCount(connection);
    }

    @Override
    public void spent(SqlConnection connection, List<Spend> spends) {
        var paid = spends.stream().filter(spend -> spend.costMicros() > 0).toList();
        var tenants = paid.stream().map(Spend::tenant).collect(Collectors.toSet());
        if (tenants.isEmpty()) {
            return;
        }
        var known = budgets.ofTenants(connection, tenants).stream()
                .collect(Collectors.toMap(Budget::id, Function.identity()));
        var more = added(known.values().stream().toList(), paid);
        if (!more.isEmpty()) {
            counters.add(connection, more)
                    .forEach(counter -> alerts.tell(connection, known.get(counter.budget()), counter));
        }
    }

    /** For a budget that is new or was changed: counts again what the ledger has of the present period. */
    void recount(SqlConnection connection, Budget budget, Instant now) {
        var window = budget.window(now);
        var terms = budget.terms();
        var spender = new UsageReader.Spender(
                budget.tenant(),
                terms.scope() == BudgetScope.USER ? terms.subject() : null,
                terms.scope() == BudgetScope.KEY ? terms.subject() : null);
        var spent = reader.spent(connection, spender, window.from(), window.until());
        var counter = counters.set(connection, new Counter(budget, window.from(), spent));
        alerts.tell(connection, budget, counter);
    }

    private static List<Counter> added(List<Budget> budgets, List<Spend> spends) {
        Map<Period, Counter> added = new HashMap<>();
        for (var budget : budgets) {
            spends.stream().filter(budget::counts).forEach(spend -> {
                var from = budget.window(spend.at()).from();
                added.merge(
                        new Period(budget.id(), from),
                        new Counter(budget, from, spend.costMicros()),
                        (a, b) -> new Counter(budget, from, a.spentMicros() + b.spentMicros()));
            });
        }
        return List.copyOf(added.values());
    }
}

package io.focusforge.ai.budget;

import io.focusforge.ai.budget.CounterStore.Counter;
import io.focusforge.common.id.Ids;
import io.focusforge.common.identity.Caller;
import io.focusforge.common.page.Cursor;
import io.focusforge.common.page.Page;
import io.focusforge.common.postgres.TenantDatabase;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes and changes the budgets of a tenant. One that is new or was changed counts at once what was spent in its period. */
@Singleton
class Budgets {
    private static final int MOST = 1_000;

    private final TenantDatabase database;
    private final BudgetStore store;
    private final CounterStore counters;
    private final BudgetCounters counting;
    private final HardLimits hardLimits;
    private final Clock clock;

    Budgets(
            TenantDatabase database,
            BudgetStore store,
            CounterStore counters,
            BudgetCounters counting,
            HardLimits hardLimits,
            Clock clock) {
        this.database = database;
        this.store = store;
        this.counters = counters;
        this.counting = counting;
        this.hardLimits = hardLimits;
        this.clock = clock;
    }

    Budget draft(Caller maker, Terms terms) {
        var now = now();
        return new Budget(maker.tenant(), Ids.next(), maker.user(), terms, now, now);
    }

    /** Part of the caller's transaction. */
    BudgetView add(SqlConnection connection, Budget budget) {
        counters.lockToChange(connection);
        if (store.page(connection, budget.tenant(), null, MOST).size() == MOST) {
            throw new ProblemException(ErrorCode.CONFLICT, "A tenant can have " + MOST + " budgets.");
        }
        store.insert(connection, budget);
        return recounted(connection, budget);
    }

    BudgetView replace(UUID tenant, UUID id, Terms terms) {
        var view = database.inTransaction(tenant, connection -> {
            counters.lockToChange(connection);
            var budget = found(connection, tenant, id).with(terms, now());
            store.update(connection, budget);
            return recounted(connection, budget);
        });
        hardLimits.changed(tenant);
        return view;
    }

    void remove(UUID tenant, UUID id) {
        var known = database.inTransaction(tenant, connection -> {
            counters.lockToChange(connection);
            return store.delete(connection, tenant, id);
        });
        if (!known) {
            throw unknown();
        }
        hardLimits.changed(tenant);
    }

    BudgetView get(UUID tenant, UUID id) {
        return database.read(tenant, connection -> view(connection, tenant, List.of(found(connection, tenant, id)))
                .getFirst());
    }

    Page<BudgetView> list(UUID tenant, int limit, Cursor after) {
        return database.read(tenant, connection -> {
            var rows = store.page(connection, tenant, after, limit + 1);
            return Page.of(view(connection, tenant, rows), limit, view -> new Cursor(view.id()));
        });
    }

    void changed(UUID tenant) {
        hardLimits.changed(tenant);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("budget");
    }

    private BudgetView recounted(SqlConnection connection, Budget budget) {
        counting.recount(connection, budget, clock.instant());
        return view(connection, budget.tenant(), List.of(budget)).getFirst();
    }

    private Budget found(SqlConnection connection, UUID tenant, UUID id) {
        return store.find(connection, tenant, id).orElseThrow(Budgets::unknown);
    }

    private List<BudgetView> view(SqlConnection connection, UUID tenant, List<Budget> budgets) {
        var now = clock.instant();
        var none = budgets.stream()
                .map(budget -> new Counter(budget, budget.window(now).from(), 0))
                .toList();
        var found = counters.find(connection, tenant, none).stream()
                .collect(Collectors.toMap(Counter::budget, Function.identity()));
        return IntStream.range(0, budgets.size())
                .mapToObj(i -> BudgetView.of(
                        budgets.get(i), found.getOrDefault(budgets.get(i).id(), none.get(i))))
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

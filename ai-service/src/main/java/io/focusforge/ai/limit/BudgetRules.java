package io.focusforge.ai.limit;

import io.focusforge.ai.budget.BudgetScope;
import io.focusforge.ai.budget.HardLimit;
import io.focusforge.ai.budget.HardLimits;
import io.focusforge.common.identity.Caller;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The tenant's budgets that are hard limits, as rules that a call has to keep. */
@Singleton
class BudgetRules {
    private final HardLimits budgets;

    BudgetRules(HardLimits budgets) {
        this.budgets = budgets;
    }

    /** At once when the tenant's budgets are known. Never fails. */
    Future<List<Rule>> rules(Caller caller) {
        return budgets.of(caller, caller.key())
                .map(hard -> hard.stream().map(BudgetRules::rule).toList());
    }

    /** Micro-dollars, by the counts of the budget. */
    long spent(UUID tenant, Rule rule) {
        var period = rule.period();
        return budgets.spent(new HardLimit(
                tenant, rule.budget(), BudgetScope.TENANT, null, rule.limit(), period.start(), period.end()));
    }

    private static Rule rule(HardLimit hard) {
        var subject = hard.subject() == null ? "" : hard.subject().toString();
        return new Rule(
                new Subject(scope(hard.scope()), subject),
                Dimension.MONEY,
                hard.amountMicros(),
                new BudgetPeriod.Span(hard.from(), hard.until()),
                hard.budget(),
                false);
    }

    private static Scope scope(BudgetScope scope) {
        return switch (scope) {
            case TENANT -> Scope.TENANT;
            case USER -> Scope.USER;
            case KEY -> Scope.KEY;
        };
    }
}

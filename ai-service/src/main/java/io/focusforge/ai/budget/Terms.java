package io.focusforge.ai.budget;

import io.focusforge.common.problem.ProblemException;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * What a budget says.
 *
 * @param subject the user or the key; null for the tenant
 * @param alertPercents of the amount, at which to tell; ascending
 * @param hard whether calls are refused beyond the amount
 * @param webhook an endpoint of the maker's; null for none
 */
record Terms(
        String name,
        BudgetScope scope,
        UUID subject,
        BudgetPeriod period,
        ZoneId zone,
        long amountMicros,
        List<Integer> alertPercents,
        boolean hard,
        UUID webhook) {
    Terms {
        if (scope == BudgetScope.TENANT && subject != null) {
            throw ProblemException.invalid("subject", "is for the scopes user and key");
        }
        if (scope != BudgetScope.TENANT && subject == null) {
            throw ProblemException.invalid("subject", "is missing: the id of the " + scope.code());
        }
        alertPercents = alertPercents.stream().distinct().sorted().toList();
    }

    /** Micro-dollars at which so many per cent are reached, rounded up. */
    long threshold(int percent) {
        return Math.ceilDiv(amountMicros * percent, 100L);
    }
}

package io.focusforge.ai.limit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.common.limit.Quota;
import io.focusforge.common.problem.ProblemException;
import java.util.stream.Stream;

/**
 * What a subject may use. What is null is not limited.
 *
 * @param concurrentCalls calls that may be under way at once
 * @param budgetMicros micro-dollars in each period of the calendar
 * @param budgetPeriod {@code month} when a budget comes without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Allowance(
        Long requestsPerMinute,
        Long tokensPerMinute,
        Long concurrentCalls,
        Long budgetMicros,
        BudgetPeriod budgetPeriod) {
    static final Allowance UNLIMITED = new Allowance(null, null, null, null, null);
    private static final long MOST = 1_000_000_000_000_000L;

    public Allowance {
        check("requestsPerMinute", requestsPerMinute, 1, Quota.MAX_PER_MINUTE);
        check("tokensPerMinute", tokensPerMinute, 1, MOST);
        check("concurrentCalls", concurrentCalls, 1, Quota.MAX_PER_MINUTE);
        check("budgetMicros", budgetMicros, 0, MOST);
        if (budgetMicros == null && budgetPeriod != null) {
            throw ProblemException.invalid("budgetPeriod", "has no budgetMicros");
        }
        budgetPeriod = budgetMicros != null && budgetPeriod == null ? BudgetPeriod.MONTH : budgetPeriod;
    }

    boolean limitsNothing() {
        return Stream.of(requestsPerMinute, tokensPerMinute, concurrentCalls, budgetMicros)
                .allMatch(limit -> limit == null);
    }

    private static void check(String field, Long value, long least, long most) {
        if (value != null && (value < least || value > most)) {
            throw ProblemException.invalid(field, "must be a whole number from %d to %d".formatted(least, most));
        }
    }
}

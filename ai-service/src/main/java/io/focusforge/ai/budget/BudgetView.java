package io.focusforge.ai.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.focusforge.ai.budget.CounterStore.Counter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A budget, with what was spent of it in the present period. {@code alerted}: the per cents that were told in it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BudgetView(
        UUID id,
        String name,
        BudgetScope scope,
        UUID subject,
        BudgetPeriod period,
        String timeZone,
        long amountMicros,
        List<Integer> alertPercents,
        boolean hard,
        UUID webhook,
        Instant periodStart,
        Instant periodEnd,
        long spentMicros,
        long remainingMicros,
        List<Integer> alerted,
        Instant createdAt,
        Instant updatedAt) {
    static BudgetView of(Budget budget, Counter counter) {
        var terms = budget.terms();
        var window = budget.window(counter.from());
        return new BudgetView(
                budget.id(),
                terms.name(),
                terms.scope(),
                terms.subject(),
                terms.period(),
                terms.zone().getId(),
                terms.amountMicros(),
                terms.alertPercents(),
                terms.hard(),
                terms.webhook(),
                window.from(),
                window.until(),
                counter.spentMicros(),
                Math.max(0, terms.amountMicros() - counter.spentMicros()),
                counter.alerted(),
                budget.createdAt(),
                budget.updatedAt());
    }
}

package io.focusforge.ai.budget;

import java.time.Instant;
import java.util.UUID;

/**
 * What may be spent at most between two instants.
 *
 * @param budget its id; with {@code from}, the name of what has to be counted
 * @param subject the user or the key; null for the tenant
 * @param until when the next period begins, with nothing spent
 */
public record HardLimit(
        UUID tenant, UUID budget, BudgetScope scope, UUID subject, long amountMicros, Instant from, Instant until) {
    static HardLimit of(Budget budget, Instant now) {
        var terms = budget.terms();
        var window = budget.window(now);
        return new HardLimit(
                budget.tenant(),
                budget.id(),
                terms.scope(),
                terms.subject(),
                terms.amountMicros(),
                window.from(),
                window.until());
    }
}

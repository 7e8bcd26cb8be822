package io.focusforge.ai.limit;

import java.util.UUID;

/**
 * One limit that a call has to keep.
 *
 * @param period of money; null for all else
 * @param budget the id of the budget that says so; null for a limit
 */
public record Rule(Subject subject, Dimension dimension, long limit, BudgetPeriod.Span period, UUID budget) {
    public Rule {
        if ((dimension == Dimension.MONEY) != (period != null)) {
            throw new IllegalArgumentException("money, and nothing else, is limited by period");
        }
    }

    Rule(Subject subject, Dimension dimension, long limit, BudgetPeriod.Span period) {
        this(subject, dimension, limit, period, null);
    }

    /** The policy's name in the headers. */
    String name() {
        return subject.scope().code() + "-" + dimension.code();
    }

    /** Where Redis counts it. */
    String key(UUID tenant) {
        var counted = budget == null ? subject.scope().code() + ":" + subject.id() : "budget:" + budget;
        var key = "ff:{" + tenant + "}:limit:" + dimension.letter() + ":" + counted;
        return period == null
                ? key
                : key + ":" + period.start().getEpochSecond() + "-"
                        + period.end().getEpochSecond();
    }
}

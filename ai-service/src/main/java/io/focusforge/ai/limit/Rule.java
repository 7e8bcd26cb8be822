package io.focusforge.ai.limit;

import java.util.UUID;

/**
 * One limit that a call has to keep.
 *
 * @param period of money; null for all else
 */
public record Rule(Subject subject, Dimension dimension, long limit, BudgetPeriod.Span period) {
    public Rule {
        if ((dimension == Dimension.MONEY) != (period != null)) {
            throw new IllegalArgumentException("money, and nothing else, is limited by period");
        }
    }

    /** The policy's name in the headers. */
    String name() {
        return subject.scope().code() + "-" + dimension.code();
    }

    /** Where Redis counts it. */
    String key(UUID tenant) {
        var key = "ff:{" + tenant + "}:limit:" + dimension.letter() + ":"
                + subject.scope().code() + ":" + subject.id();
        return period == null
                ? key
                : key + ":" + period.start().getEpochSecond() + "-"
                        + period.end().getEpochSecond();
    }
}

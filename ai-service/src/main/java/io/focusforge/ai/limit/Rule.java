package io.focusforge.ai.limit;

import io.focusforge.common.identity.Caller;
import io.focusforge.common.limit.GcraScript;
import java.util.UUID;

/**
 * One limit that a call has to keep.
 *
 * @param period of money; null for all else
 * @param budget the id of the budget that says so; null for a limit
 * @param issued whether the API key itself says so, whose requests are counted where the gateway counts them
 */
public record Rule(
        Subject subject, Dimension dimension, long limit, BudgetPeriod.Span period, UUID budget, boolean issued) {
    public Rule {
        if ((dimension == Dimension.MONEY) != (period != null)) {
            throw new IllegalArgumentException("money, and nothing else, is limited by period");
        }
    }

    Rule(Subject subject, Dimension dimension, long limit, BudgetPeriod.Span period) {
        this(subject, dimension, limit, period, null, false);
    }

    /** The requests a minute of a caller's key, of whom one is still to be counted. */
    static Rule issued(Caller caller) {
        var key = new Subject(Scope.KEY, caller.key().toString());
        return new Rule(key, Dimension.REQUESTS, caller.uncounted(), null, null, true);
    }

    /** The policy's name in the headers. */
    String name() {
        return issued ? dimension.code() : subject.scope().code() + "-" + dimension.code();
    }

    /** Where Redis counts it. */
    String key(UUID tenant) {
        if (issued) {
            return GcraScript.name(tenant, subject.id());
        }
        var counted = budget == null ? subject.scope().code() + ":" + subject.id() : "budget:" + budget;
        var key = "ff:{" + tenant + "}:limit:" + dimension.letter() + ":" + counted;
        return period == null
                ? key
                : key + ":" + period.start().getEpochSecond() + "-"
                        + period.end().getEpochSecond();
    }
}

package io.focusforge.ai.usage;

import io.focusforge.common.problem.ProblemException;

/** What usage can be summed up by. */
enum UsageGrouping {
    MODEL("model"),
    USER("user_id::text"),
    DAY("to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')");

    private final String expression;

    UsageGrouping(String expression) {
        this.expression = expression;
    }

    String expression() {
        return expression;
    }

    static UsageGrouping parse(String name) {
        return switch (name) {
            case "model" -> MODEL;
            case "user" -> USER;
            case "day" -> DAY;
            default -> throw ProblemException.invalid("groupBy", "must be one of model, user, day");
        };
    }
}

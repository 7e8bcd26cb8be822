package io.focusforge.ai.usage;

import io.focusforge.common.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What usage can be summed up by. */
enum Grouping {
    DAY("to_char(day, 'YYYY-MM-DD')"),
    PROVIDER("provider"),
    MODEL("model"),
    USER("user_id::text"),
    KEY("key_id::text");

    private final String expression;

    Grouping(String expression) {
        this.expression = expression;
    }

    String expression() {
        return expression;
    }

    /** @param names separated by commas */
    static List<Grouping> parse(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .map(Grouping::one)
                .distinct()
                .toList();
    }

    static String names(List<Grouping> groupings) {
        return groupings.stream().map(Grouping::label).collect(Collectors.joining(","));
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Grouping one(String name) {
        return Arrays.stream(values())
                .filter(grouping -> grouping.label().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "groupBy", "must be of day, provider, model, user, key, separated by commas"));
    }
}

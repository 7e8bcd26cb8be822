package io.focusforge.memory.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a field is compared. */
public enum Operator {
    EQ("="),
    IN("="),
    GTE(">="),
    GT(">"),
    LTE("<="),
    LT("<"),
    EXISTS("");

    private final String sql;

    Operator(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operator> of(String label) {
        return Arrays.stream(values())
                .filter(operator -> operator.label().equals(label))
                .findFirst();
    }
}

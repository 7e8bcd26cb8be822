package io.focusforge.memory.filter;

import java.util.EnumSet;
import java.util.Set;

/** What a field's values are. */
public enum Kind {
    TEXT(EnumSet.of(Operator.EQ, Operator.IN, Operator.EXISTS)),
    /** An array of texts; a condition is true of an array with one that meets it. */
    TEXTS(EnumSet.of(Operator.EQ, Operator.IN, Operator.EXISTS)),
    TIME(EnumSet.complementOf(EnumSet.of(Operator.IN))),
    NUMBER(EnumSet.complementOf(EnumSet.of(Operator.IN))),
    /** A string, a number or a boolean within a JSON object. Values are only compared with their like. */
    SCALAR(EnumSet.allOf(Operator.class));

    private final Set<Operator> operators;

    Kind(Set<Operator> operators) {
        this.operators = operators;
    }

    Set<Operator> operators() {
        return operators;
    }
}

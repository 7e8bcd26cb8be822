package io.focusforge.common.problem;

/** One field that is wrong: {@code field} is its path in the body or the name of the parameter. */
public record Violation(String field, String message) {}

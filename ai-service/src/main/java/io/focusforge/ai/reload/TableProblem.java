package io.focusforge.ai.reload;

/** A table that cannot be used: where and why, and never a value, which may be a key. */
final class TableProblem extends Exception {
    private static final long serialVersionUID = 1;

    /** @param line 0 when the mistake is in no line */
    TableProblem(int line, String what) {
        super(line > 0 ? "line %d: %s".formatted(line, what) : what, null, false, false);
    }
}

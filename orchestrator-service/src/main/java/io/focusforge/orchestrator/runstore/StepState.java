package io.focusforge.orchestrator.runstore;

import java.util.Locale;

/** Where a step stands. */
public enum StepState {
    PENDING,
    RUNNING,
    /** An attempt has failed, and the next comes. */
    RETRYING,
    WAITING,
    /** Has steps within it, and ends with them. */
    EXPANDED,
    SUCCEEDED,
    SKIPPED,
    FAILED,
    CANCELLED;

    private final String text = name().toLowerCase(Locale.ROOT);

    public String text() {
        return text;
    }

    /** Whether those who need it can begin. */
    public boolean isOver() {
        return this == SUCCEEDED || this == SKIPPED;
    }

    public boolean hasEnded() {
        return isOver() || this == FAILED || this == CANCELLED;
    }

    public static StepState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

package io.focusforge.orchestrator.creation;

import java.util.Locale;

/** What is still to be done for a task. */
public enum SagaStep {
    /** Nothing is there yet. */
    ANALYZE,
    /** The rules' analysis and plan are there; the model's are not. */
    REANALYZE,
    /** The model's analysis is there; its plan is not. */
    REPLAN;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SagaStep of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }
}

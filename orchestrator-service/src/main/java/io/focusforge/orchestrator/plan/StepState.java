package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a step stands.
 *
 * <pre>
 *   proposed ──► open ◄──► running ──► failed ──► running
 *       │          └──────────┴───► done
 *       └──► rejected
 * </pre>
 */
public enum StepState {
    PROPOSED,
    OPEN,
    /** A run does it. */
    RUNNING,
    DONE,
    FAILED,
    REJECTED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isLeftToDo() {
        return this == PROPOSED || this == OPEN || this == RUNNING || this == FAILED;
    }
}

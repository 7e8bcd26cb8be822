package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a plan stands. */
public enum PlanStatus {
    PROPOSED,
    /** One of its steps at least was accepted. */
    ACCEPTED,
    REJECTED,
    /** Nothing is left to do. */
    DONE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

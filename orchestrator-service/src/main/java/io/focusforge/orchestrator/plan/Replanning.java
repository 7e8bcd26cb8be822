package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What follows when a plan does not fit the present any more and nobody has changed it. */
public enum Replanning {
    /** Nothing, until somebody asks for it. */
    OFF,
    /** What would move is shown, and moves when the person asks for it. */
    SUGGEST,
    APPLY;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

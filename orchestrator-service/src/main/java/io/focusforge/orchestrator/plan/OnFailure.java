package io.focusforge.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What follows when a step that runs by itself has failed, or the budget is used up. */
public enum OnFailure {
    /** The person decides. */
    WAIT,
    /** What the execution has done is undone. */
    UNDO;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

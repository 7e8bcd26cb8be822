package io.focusforge.orchestrator.recurrence;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** When the next task of a series is made. */
public enum Next {
    /** When the one before is completed or deleted; times that are past by then are left out. */
    COMPLETION,
    /** When the one before is due, whatever became of it. */
    CALENDAR;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

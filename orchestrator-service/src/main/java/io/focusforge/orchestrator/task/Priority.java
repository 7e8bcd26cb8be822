package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a task presses. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    URGENT;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

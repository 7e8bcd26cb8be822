package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How fresh one should be for a task. */
public enum Energy {
    LOW,
    MEDIUM,
    HIGH;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

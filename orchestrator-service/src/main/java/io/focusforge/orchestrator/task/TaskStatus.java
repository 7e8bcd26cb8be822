package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether there is still something to do. */
public enum TaskStatus {
    OPEN,
    COMPLETED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

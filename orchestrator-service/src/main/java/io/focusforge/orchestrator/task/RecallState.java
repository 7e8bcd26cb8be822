package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the context of a task came about: by meaning, by words only, or not at all because memory did not answer. */
public enum RecallState {
    DONE,
    DEGRADED,
    UNAVAILABLE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.focusforge.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far an analysis or a plan is: {@code FAILED} means that it will not come. */
public enum Progress {
    PENDING,
    DONE,
    FAILED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

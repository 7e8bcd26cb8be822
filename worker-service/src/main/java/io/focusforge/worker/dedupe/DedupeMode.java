package io.focusforge.worker.dedupe;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What another request does to the job that holds its key. */
public enum DedupeMode {
    /** Leaves it as it is. A job that is dead or was cancelled does not hold its key. */
    @JsonProperty("reject")
    REJECT,
    /** Gives it its own payload. Only a job that waits holds its key. */
    @JsonProperty("replace")
    REPLACE,
    /** Puts it off to its own time. Only a job that waits holds its key. */
    @JsonProperty("debounce")
    DEBOUNCE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

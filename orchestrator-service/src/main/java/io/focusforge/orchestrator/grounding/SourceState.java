package io.focusforge.orchestrator.grounding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What came of looking for sources of one kind. */
public enum SourceState {
    DONE,
    /** Words alone were looked at. */
    DEGRADED,
    /** It was not there, or not in time. */
    UNAVAILABLE,
    /** The caller's key has not the scope for it. */
    NOT_ALLOWED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

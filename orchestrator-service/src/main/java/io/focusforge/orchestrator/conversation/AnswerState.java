package io.focusforge.orchestrator.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * <pre>
 *   running ─► done | stopped | failed
 * </pre>
 */
public enum AnswerState {
    RUNNING,
    DONE,
    /** As far as it had come when somebody stopped it. */
    STOPPED,
    /** There is no message of it. */
    FAILED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AnswerState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

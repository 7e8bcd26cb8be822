package io.focusforge.ai.breaker;

/** What a call says about the health of the model that it was for. */
public enum Verdict {
    SUCCESS,
    FAILURE,
    /** Nothing: our own refusal, a caller that went away or was too impatient. */
    NEUTRAL
}

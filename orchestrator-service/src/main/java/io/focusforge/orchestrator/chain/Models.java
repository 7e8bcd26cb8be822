package io.focusforge.orchestrator.chain;

/** Whether there is a model that chains can use. */
public enum Models {
    CONFIGURED,
    NOT_CONFIGURED,
    /** ai-service does not answer, so it is not known. */
    UNKNOWN
}

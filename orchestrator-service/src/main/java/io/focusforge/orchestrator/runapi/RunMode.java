package io.focusforge.orchestrator.runapi;

/** What the answer to the start of a run is: the run as it was accepted, as it has ended, or its events. */
public enum RunMode {
    ASYNC,
    SYNC,
    STREAM
}

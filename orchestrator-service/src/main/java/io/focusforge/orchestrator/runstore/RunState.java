package io.focusforge.orchestrator.runstore;

import java.util.Locale;

/**
 * Where a run stands.
 *
 * <pre>
 *   queued ──► running ◄──► waiting
 *     ▲           ├──► succeeded
 *     └─resume─ failed
 *                 └──► cancelled   (from any that has not ended)
 * </pre>
 */
public enum RunState {
    QUEUED,
    RUNNING,
    /** No step can go on until a time has come or a signal was sent. */
    WAITING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    private final String text = name().toLowerCase(Locale.ROOT);

    public String text() {
        return text;
    }

    public boolean hasEnded() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    public static RunState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}

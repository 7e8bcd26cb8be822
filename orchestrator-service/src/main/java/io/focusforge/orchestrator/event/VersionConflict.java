package io.focusforge.orchestrator.event;

/** Somebody else has changed the stream since it was read. Who meets it reads again, or tells the client. */
public final class VersionConflict extends RuntimeException {
    public VersionConflict() {
        super("the stream has changed since it was read", null, false, false);
    }
}

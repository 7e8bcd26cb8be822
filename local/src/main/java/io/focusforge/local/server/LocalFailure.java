package io.focusforge.local.server;

/** The machine does not allow what is asked. The message is one line for the person in front of it. */
public final class LocalFailure extends RuntimeException {
    public LocalFailure(String message) {
        super(message, null, false, false);
    }

    public LocalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}

package io.focusforge.worker.stream;

/** The streams or their group are gone: Redis has lost its data. */
public final class StreamLostException extends RuntimeException {
    StreamLostException(Throwable cause) {
        super(cause.getMessage(), cause, false, false);
    }
}

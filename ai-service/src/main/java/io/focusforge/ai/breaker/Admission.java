package io.focusforge.ai.breaker;

import java.time.Duration;

/** Whether a call may be made. */
public sealed interface Admission {
    /**
     * Yes; and the call must end with {@link Breaker#settle}.
     *
     * @param probe whether this is the one call that tries a model which had failed
     */
    record Admitted(boolean probe) implements Admission {}

    /** No, and when it is worth asking again. */
    record Refused(Duration retryAfter) implements Admission {}
}

package io.focusforge.common.overload;

import java.time.Duration;

/** What became of an application for a place. */
public sealed interface Entry {
    /** It has one, and gives it back by {@link Admission#leave}. */
    enum Admitted implements Entry {
        NOW
    }

    /** It waits for one. */
    record Waiting(Waiter waiter) implements Entry {}

    /**
     * There is none, and none to wait in.
     *
     * @param retryAfter when it is worth another try
     */
    record Shed(Duration retryAfter) implements Entry {}
}

package io.focusforge.ai.breaker;

import java.time.Duration;

/**
 * What all replicas know of one breaker.
 *
 * @param name provider and model
 * @param version grows with every change
 * @param left how long it is still open; zero when a call may try it, null when it is closed
 */
record SharedState(String name, long version, Duration left) {
    static SharedState of(String name, long version, long leftMillis) {
        return new SharedState(name, version, leftMillis < 0 ? null : Duration.ofMillis(leftMillis));
    }

    boolean isClosed() {
        return left == null;
    }
}

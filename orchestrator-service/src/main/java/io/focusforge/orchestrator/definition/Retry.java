package io.focusforge.orchestrator.definition;

import java.time.Duration;

/** How often a step is tried, and how long it waits before the second attempt. */
public record Retry(int attempts, Duration backoff) {
    public static final Retry ONCE = new Retry(1, Duration.ofMillis(500));
    public static final Retry USUAL = new Retry(3, Duration.ofMillis(500));
}

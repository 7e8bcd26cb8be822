package io.focusforge.chaos.history;

import java.time.Duration;

/** From the end of a fault until work went on. */
public record Pause(String fault, Duration took) {
    @Override
    public String toString() {
        return "%.1f s, after %s".formatted(took.toMillis() / 1000.0, fault);
    }
}

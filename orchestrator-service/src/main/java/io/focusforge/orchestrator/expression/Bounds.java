package io.focusforge.orchestrator.expression;

import java.time.Duration;

/**
 * What one evaluation may take.
 *
 * @param size of what is made in all: characters, and elements of lists and objects
 * @param depth of calls within calls
 */
public record Bounds(Duration time, long size, int depth) {
    public static final Bounds USUAL = new Bounds(Duration.ofSeconds(1), 4_000_000, 200);

    public Bounds {
        if (!time.isPositive() || size < 1 || depth < 1) {
            throw new IllegalArgumentException("an evaluation may take something");
        }
    }
}

package io.focusforge.ai.breaker;

import java.time.Duration;

/**
 * When a model is left alone.
 *
 * @param threshold failures in a row, seen by one replica
 * @param openFor how long it is left alone, before one call tries it again
 */
public record BreakerRule(int threshold, Duration openFor) {
    public BreakerRule {
        if (threshold < 1 || openFor.isNegative() || openFor.isZero()) {
            throw new IllegalArgumentException(
                    "a breaker needs a threshold and a time, not %d and %s".formatted(threshold, openFor));
        }
    }
}

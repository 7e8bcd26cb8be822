package io.focusforge.orchestrator.run;

import java.time.Duration;

/**
 * How a step is tried.
 *
 * @param timeout of one attempt
 * @param attempts at most, the first one included
 * @param backoff before the second attempt; doubled each time, with full jitter
 * @param hasOutsideEffects whether somebody else notices, or pays for, a try. Such a step begins only when all before it is recorded; what has
 *     none may run again after a crash when it had ended within the same moment
 */
public record StepTerms(
        Duration timeout, int attempts, Duration backoff, Duration longestBackoff, boolean hasOutsideEffects) {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int MOST_ATTEMPTS = 100;

    public StepTerms {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("the timeout of a step is more than nothing and at most a day");
        }
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("a step has 1 to %d attempts".formatted(MOST_ATTEMPTS));
        }
        if (backoff.isNegative() || longestBackoff.compareTo(backoff) < 0 || longestBackoff.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "the backoff of a step grows from its first to its longest, at most a day");
        }
    }

    /** Asks others, such as a model, and is tried three times. */
    public static StepTerms outside(Duration timeout) {
        return new StepTerms(timeout, 3, Duration.ofMillis(500), Duration.ofSeconds(30), true);
    }

    /** Thinks for itself, and once is enough. */
    public static StepTerms inside(Duration timeout) {
        return new StepTerms(timeout, 1, Duration.ZERO, Duration.ZERO, false);
    }
}

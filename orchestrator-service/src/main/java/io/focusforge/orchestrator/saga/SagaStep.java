package io.focusforge.orchestrator.saga;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A step of a saga as it is declared.
 *
 * @param compensation undoes the action; empty when there is nothing to undo
 */
public record SagaStep(String name, Tries tries, SagaAction action, Optional<SagaAction> compensation) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public SagaStep {
        if (!NAME.matcher(name).matches() || name.length() > 50) {
            throw new IllegalArgumentException("a step's name has at most 50 small letters, digits and '-'");
        }
    }

    /**
     * How an action is tried, and its compensation alike.
     *
     * @param timeout of one attempt
     * @param backoff before the second attempt; doubled each time, with full jitter
     */
    public record Tries(Duration timeout, int attempts, Duration backoff, Duration longestBackoff) {
        private static final int MOST = 1_000;
        private static final Duration LONGEST = Duration.ofHours(23);

        public Tries {
            if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0 || attempts < 1 || attempts > MOST) {
                throw new IllegalArgumentException("a step has a timeout up to 23 hours, and 1 to 1000 attempts");
            }
            if (backoff.isNegative() || longestBackoff.compareTo(backoff) < 0) {
                throw new IllegalArgumentException("the backoff of a step grows from its first to its longest");
            }
        }
    }
}

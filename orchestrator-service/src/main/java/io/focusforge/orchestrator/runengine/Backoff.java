package io.focusforge.orchestrator.runengine;

import io.focusforge.orchestrator.run.StepTerms;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long after a failure the next attempt begins: doubling with full jitter, and not before what the other side has asked for. */
record Backoff(RandomGenerator random) {
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    /** @param failures so far, from 1 */
    Duration delay(StepTerms terms, int failures, Optional<Duration> wish) {
        var doubled = terms.backoff().multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        var most = doubled.compareTo(terms.longestBackoff()) < 0 ? doubled : terms.longestBackoff();
        var own = Duration.ofMillis((long) (most.toMillis() * random.nextDouble()));
        return wish.map(asked -> asked.compareTo(LONGEST_WISH) < 0 ? asked : LONGEST_WISH)
                .filter(asked -> asked.compareTo(own) > 0)
                .orElse(own);
    }
}

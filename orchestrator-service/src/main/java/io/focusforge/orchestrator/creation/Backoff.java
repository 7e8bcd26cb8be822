package io.focusforge.orchestrator.creation;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to leave a model alone: as long as it says, else doubling from a base to a maximum, with a fifth of jitter. */
record Backoff(Duration base, Duration max, RandomGenerator random) {
    private static final Duration LONGEST_WISH = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 20;

    Duration delay(int failures, Optional<Duration> wish) {
        return wish.map(Backoff::bounded).orElseGet(() -> own(failures));
    }

    private Duration own(int failures) {
        var doubled = base.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        var delay = doubled.compareTo(max) < 0 ? doubled : max;
        return Duration.ofMillis((long) (delay.toMillis() * (0.8 + 0.2 * random.nextDouble())));
    }

    private static Duration bounded(Duration wish) {
        return wish.compareTo(LONGEST_WISH) < 0 ? wish : LONGEST_WISH;
    }
}

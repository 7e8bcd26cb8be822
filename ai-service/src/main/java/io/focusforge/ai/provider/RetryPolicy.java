package io.focusforge.ai.provider;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed call is tried again: exponential backoff with full jitter (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/),
 * never earlier than the provider asks, and not at all when that is too far away.
 */
record RetryPolicy(int retries, RandomGenerator random) {
    static final Duration BASE = Duration.ofMillis(200);
    static final Duration CAP = Duration.ofSeconds(10);

    /**
     * @param attempts how many were made
     * @param left what is left of the caller's time
     * @return how long to wait before the next attempt; empty when there is to be none
     */
    Optional<Duration> delay(int attempts, UpstreamFailure failure, Duration left) {
        if (!failure.isRetryable() || attempts > retries) {
            return Optional.empty();
        }
        var wanted = failure.retryAfter().orElse(Duration.ZERO);
        var wait = max(wanted, jitter(attempts));
        return wanted.compareTo(CAP) > 0 || wait.compareTo(left) >= 0 ? Optional.empty() : Optional.of(wait);
    }

    private Duration jitter(int attempts) {
        var ceiling = Math.min(CAP.toMillis(), BASE.toMillis() << Math.min(attempts - 1, 16));
        return Duration.ofMillis(random.nextLong(ceiling + 1));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}

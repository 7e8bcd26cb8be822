package io.focusforge.memory.index;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that double up to the longest one, each shortened at random by up to a half, so that replicas do not return in step. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    Duration next() {
        var wait = next;
        next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
        return Duration.ofNanos(ThreadLocalRandom.current().nextLong(wait.toNanos() / 2, wait.toNanos() + 1));
    }

    void reset() {
        next = first;
    }
}

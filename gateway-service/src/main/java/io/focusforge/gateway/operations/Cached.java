package io.focusforge.gateway.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Something that is costly to find out: found out by one, once in a while, for all who ask. */
final class Cached<T> {
    private final ReentrantLock finding = new ReentrantLock();
    private final Duration lifetime;
    private final Clock clock;
    private final Supplier<T> source;
    private volatile Found<T> found;

    private record Found<T>(T value, Instant until) {}

    Cached(Duration lifetime, Clock clock, Supplier<T> source) {
        this.lifetime = lifetime;
        this.clock = clock;
        this.source = source;
    }

    T get() {
        var last = found;
        if (isFresh(last)) {
            return last.value();
        }
        finding.lock();
        try {
            if (!isFresh(found)) {
                found = new Found<>(source.get(), clock.instant().plus(lifetime));
            }
            return found.value();
        } finally {
            finding.unlock();
        }
    }

    private boolean isFresh(Found<T> candidate) {
        return candidate != null && clock.instant().isBefore(candidate.until());
    }
}

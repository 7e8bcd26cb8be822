package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls a provider takes at once from this replica, and how many calls and tokens in a minute from all. What goes beyond is
 * refused at once: the limit is the installation's, not the caller's. A call refused for one of them does not count against the others.
 */
final class ProviderLimits {
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private final int maxConcurrency;
    private final AtomicInteger running = new AtomicInteger();
    private final ProviderMinute minute;

    ProviderLimits(int maxConcurrency, ProviderMinute minute) {
        this.maxConcurrency = maxConcurrency;
        this.minute = minute;
    }

    int running() {
        return running.get();
    }

    /** Every successful enter is followed by one leave. */
    ProviderMinute.Taken enter(long estimatedTokens) {
        if (running.incrementAndGet() > maxConcurrency) {
            running.decrementAndGet();
            throw new UpstreamFailure(Kind.BUSY, "max-concurrency is reached", UNKNOWN);
        }
        try {
            return minute.take(estimatedTokens);
        } catch (RuntimeException refused) {
            running.decrementAndGet();
            throw refused;
        }
    }

    /** @param used tokens */
    void leave(ProviderMinute.Taken taken, long used) {
        running.decrementAndGet();
        minute.used(taken, used);
    }
}

package io.focusforge.ai.provider;

import io.focusforge.ai.provider.UpstreamFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls a provider takes at once, and how many calls and tokens in a minute. What goes beyond is refused at once: the limit is
 * the installation's, not the caller's. A call refused for one of them does not count against the others.
 */
final class ProviderLimits {
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private final int maxConcurrency;
    private final AtomicInteger running = new AtomicInteger();
    private final MinuteLimit requests;
    private final MinuteLimit tokens;

    ProviderLimits(ProviderConfig config, Clock clock) {
        maxConcurrency = config.maxConcurrency();
        requests = limit(config.requestsPerMinute(), clock);
        tokens = limit(config.tokensPerMinute(), clock);
    }

    int running() {
        return running.get();
    }

    /**
     * Every successful enter is followed by one leave.
     *
     * @return the tokens that are held for the call
     */
    long enter(long estimatedTokens) {
        if (running.incrementAndGet() > maxConcurrency) {
            running.decrementAndGet();
            throw new UpstreamFailure(Kind.BUSY, "max-concurrency is reached", UNKNOWN);
        }
        var held = tokens == null ? 0 : tokens.atMost(estimatedTokens);
        try {
            take(tokens, held, "tokens-per-minute");
        } catch (UpstreamFailure refused) {
            running.decrementAndGet();
            throw refused;
        }
        try {
            take(requests, 1, "requests-per-minute");
        } catch (UpstreamFailure refused) {
            leave(held, 0);
            throw refused;
        }
        return held;
    }

    void leave(long held, long used) {
        running.decrementAndGet();
        if (tokens != null) {
            tokens.correct(used - held);
        }
    }

    private static void take(MinuteLimit limit, long amount, String what) {
        if (limit != null) {
            limit.take(amount).ifPresent(wait -> {
                throw new UpstreamFailure(Kind.USED_UP, what + " is reached", wait);
            });
        }
    }

    private static MinuteLimit limit(int perMinute, Clock clock) {
        return perMinute == 0 ? null : new MinuteLimit(perMinute, clock);
    }
}

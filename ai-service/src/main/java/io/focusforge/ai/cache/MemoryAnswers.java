package io.focusforge.ai.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.focusforge.ai.cache.Pool.Namespace;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The answers of this replica. Each namespace has an epoch, which ends when the namespace is dropped: an answer that was asked for
 * in an earlier one is not found, even when it is kept after the drop.
 */
final class MemoryAnswers {
    private static final int MOST_NAMESPACES = 100_000;

    private record Held(KeptAnswer answer, long epoch) {}

    private final Clock clock;
    private final Cache<CacheKey, Held> answers;
    private final AtomicLong lastEpoch = new AtomicLong();
    private final LoadingCache<Namespace, Long> epochs =
            Caffeine.newBuilder().maximumSize(MOST_NAMESPACES).build(namespace -> lastEpoch.incrementAndGet());

    MemoryAnswers(long bytes, Clock clock) {
        this.clock = clock;
        this.answers = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((CacheKey key, Held held) -> held.answer().weight())
                .expireAfter(Expiry.creating((CacheKey key, Held held) ->
                        Duration.ofMillis(held.answer().expiresAt() - clock.millis())))
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** To be read before an answer is asked for, and given back with it. */
    long epoch(Namespace namespace) {
        return epochs.get(namespace);
    }

    /** @return null when there is none */
    KeptAnswer find(CacheKey key) {
        var held = answers.getIfPresent(key);
        return held == null || held.epoch() != epoch(key.pool().within()) ? null : held.answer();
    }

    void keep(CacheKey key, KeptAnswer answer, long epoch) {
        if (answer.expiresAt() > clock.millis()) {
            answers.put(key, new Held(answer, epoch));
        }
    }

    void drop(Namespace namespace) {
        epochs.invalidate(namespace);
        answers.asMap().keySet().removeIf(key -> key.pool().isIn(namespace));
    }

    void dropAll() {
        epochs.invalidateAll();
        answers.invalidateAll();
    }

    /** Bytes that are taken, about. */
    long weight() {
        answers.cleanUp();
        return answers.policy().eviction().orElseThrow().weightedSize().orElseThrow();
    }
}

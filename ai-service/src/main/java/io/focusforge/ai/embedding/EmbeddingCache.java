package io.focusforge.ai.embedding;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Embeds a text once, however many ask for it at the same time or soon after. Each tenant has its own entries: by the time that an
 * answer takes, nobody must learn what another tenant has embedded.
 */
final class EmbeddingCache {
    private static final int KEY_WEIGHT = 200;

    private record Key(UUID tenant, long a, long b, long c, long d) {
        static Key of(UUID tenant, String text) {
            try {
                var hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
                return new Key(tenant, hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final AsyncCache<Key, Embedding> embeddings;

    EmbeddingCache(long bytes, Duration keepFor) {
        embeddings = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Embedding embedding) -> KEY_WEIGHT + embedding.weight())
                .expireAfterAccess(keepFor)
                .recordStats()
                .buildAsync();
    }

    /** @param compute starts the computation; what it throws leaves no entry, nor does a future that fails */
    CompletableFuture<Embedding> get(UUID tenant, String text, Supplier<CompletableFuture<Embedding>> compute) {
        return embeddings.get(Key.of(tenant, text), (key, executor) -> compute.get());
    }

    /** Bytes that are taken, about. */
    long weight() {
        embeddings.synchronous().cleanUp();
        return embeddings
                .synchronous()
                .policy()
                .eviction()
                .orElseThrow()
                .weightedSize()
                .orElseThrow();
    }

    CacheStats stats() {
        return embeddings.synchronous().stats();
    }
}

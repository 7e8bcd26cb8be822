package io.focusforge.ai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EmbeddingCacheTest {
    private static final UUID TENANT = UUID.randomUUID();

    private final EmbeddingCache cache = new EmbeddingCache(100_000, Duration.ofMinutes(15));
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void computesATextOnce() {
        assertThat(get(TENANT, "text")).isSameAs(get(TENANT, "text"));
        assertThat(computed).hasValue(1);
    }

    @Test
    void thoseWhoAskMeanwhileWaitForTheSameComputation() {
        var running = new CompletableFuture<Embedding>();
        var first = cache.get(TENANT, "text", () -> running);
        var second = cache.get(TENANT, "text", this::compute);
        assertThat(second).isNotDone();
        running.complete(new Embedding(new float[384], 1));
        assertThat(second.join()).isSameAs(first.join());
        assertThat(computed).hasValue(0);
    }

    @Test
    void tenantsShareNothing() {
        get(TENANT, "text");
        get(UUID.randomUUID(), "text");
        assertThat(computed).hasValue(2);
    }

    @Test
    void remembersNoFailure() {
        var _ = cache.get(TENANT, "text", () -> CompletableFuture.failedFuture(new IllegalStateException()));
        assertThatThrownBy(() -> cache.get(TENANT, "other", () -> {
                    throw new RejectedExecutionException();
                }))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(get(TENANT, "text")).isNotNull();
        assertThat(get(TENANT, "other")).isNotNull();
    }

    @Test
    void isBoundedByMemory() {
        for (var i = 0; i < 1_000; i++) {
            get(TENANT, "text" + i);
        }
        assertThat(cache.weight()).isLessThanOrEqualTo(100_000);
    }

    private Embedding get(UUID tenant, String text) {
        return cache.get(tenant, text, this::compute).join();
    }

    private CompletableFuture<Embedding> compute() {
        computed.incrementAndGet();
        return CompletableFuture.completedFuture(new Embedding(new float[384], 1));
    }
}

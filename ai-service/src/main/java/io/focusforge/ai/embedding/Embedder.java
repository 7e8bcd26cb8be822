package io.focusforge.ai.embedding;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.focusforge.common.problem.ErrorCode;
import io.focusforge.common.problem.ProblemException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToLongFunction;

/** Embeds texts: from the cache, or on one of the few threads that compute. Blocking: call it on a virtual thread. */
@Singleton
public class Embedder {
    /** So many texts of one request compute or wait at once, that many texts of one do not push out the single texts of others. */
    private static final int AT_ONCE = 4;

    private final ModelLoader loader;
    private final EmbeddingThreads threads;
    private final EmbeddingCache cache;
    private final Duration timeout;

    Embedder(ModelLoader loader, EmbeddingsConfig config, MeterRegistry meters) {
        this.loader = loader;
        this.threads = new EmbeddingThreads(config.threads(), config.queueSize());
        this.cache = new EmbeddingCache(config.cacheSize().asLongValue(), config.cacheFor());
        this.timeout = config.timeout();
        count(meters, "hit", CacheStats::hitCount);
        count(meters, "miss", CacheStats::missCount);
        Gauge.builder("focusforge_embedding_waiting", threads, EmbeddingThreads::waiting)
                .register(meters);
    }

    /** @throws ProblemException {@code overloaded}, {@code timeout}, or {@code unavailable} */
    List<Embedding> embed(UUID tenant, List<String> texts) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var model = loader.model();
        var embeddings = new ArrayList<Embedding>(texts.size());
        for (var from = 0; from < texts.size(); from += AT_ONCE) {
            var started = texts.subList(from, Math.min(from + AT_ONCE, texts.size())).stream()
                    .map(text -> start(tenant, text, model))
                    .toList();
            started.forEach(future -> embeddings.add(await(future, deadline)));
        }
        return embeddings;
    }

    /** The vector of one text: shared, do not change it. */
    public float[] vector(UUID tenant, String text) {
        return embed(tenant, List.of(text)).getFirst().vector();
    }

    @PreDestroy
    void stop() {
        threads.close();
    }

    private CompletableFuture<Embedding> start(UUID tenant, String text, TextEncoder model) {
        try {
            return cache.get(tenant, text, () -> threads.submit(() -> encode(text, model)));
        } catch (RejectedExecutionException e) {
            throw new ProblemException(ErrorCode.OVERLOADED, "Too many texts are waiting to be embedded.")
                    .retryAfter(Duration.ofSeconds(1));
        }
    }

    /** @return null, which the cache does not keep, for a text of nothing but invisible characters */
    private static Embedding encode(String text, TextEncoder model) {
        try {
            return model.encode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Embedding await(CompletableFuture<Embedding> future, long deadline) {
        try {
            var embedding = future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (embedding == null) {
                throw ProblemException.invalid("input", "holds a text in which there is nothing to read");
            }
            return embedding;
        } catch (TimeoutException e) {
            throw new ProblemException(
                    ErrorCode.TIMEOUT, "The texts could not be embedded in time; send fewer at once.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a text cannot be embedded", e.getCause());
        }
    }

    private void count(MeterRegistry meters, String result, ToLongFunction<CacheStats> value) {
        FunctionCounter.builder("focusforge_embedding_cache", cache, cached -> value.applyAsLong(cached.stats()))
                .description("Texts that were asked for, by whether their embedding was known")
                .tag("result", result)
                .register(meters);
    }
}

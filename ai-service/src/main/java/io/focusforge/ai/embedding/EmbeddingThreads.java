package io.focusforge.ai.embedding;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The platform threads that compute: a virtual thread would hold its carrier for the whole of a native call. */
final class EmbeddingThreads implements AutoCloseable {
    private final ThreadPoolExecutor executor;

    EmbeddingThreads(int threads, int queueSize) {
        executor = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(queueSize),
                Thread.ofPlatform().name("embedding-", 0).daemon().factory(),
                new ThreadPoolExecutor.AbortPolicy());
    }

    /** @throws RejectedExecutionException when too many wait already */
    <T> CompletableFuture<T> submit(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, executor);
    }

    int waiting() {
        return executor.getQueue().size();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}

package io.focusforge.ai.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Does work on a list, some of it at once, and gives back what came of it in the order of the list. */
final class InOrder {
    private InOrder() {}

    /** @param work does not throw; it is called on virtual threads */
    static <T, R> List<R> map(List<T> items, int atOnce, Function<T, R> work) {
        var results = new ArrayList<CompletableFuture<R>>();
        items.forEach(item -> results.add(new CompletableFuture<>()));
        var next = new AtomicInteger();
        IntStream.range(0, Math.min(atOnce, items.size()))
                .forEach(i -> Thread.ofVirtual().name("batch-", i).start(() -> {
                    for (var at = next.getAndIncrement(); at < items.size(); at = next.getAndIncrement()) {
                        run(results.get(at), items.get(at), work);
                    }
                }));
        return results.stream().map(CompletableFuture::join).toList();
    }

    private static <T, R> void run(CompletableFuture<R> result, T item, Function<T, R> work) {
        try {
            result.complete(work.apply(item));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }
}

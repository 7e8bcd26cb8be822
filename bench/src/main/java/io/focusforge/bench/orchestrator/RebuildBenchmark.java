package io.focusforge.bench.orchestrator;

import io.focusforge.bench.measure.Rounds;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** How fast the read model of tasks is made anew, and what that takes of memory. */
final class RebuildBenchmark {
    private static final double MEGABYTE = 1024 * 1024;
    private static final int EVERY_MILLIS = 100;
    private static final List<MemoryPoolMXBean> HEAP = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
            .toList();
    private final Path project;
    private final int events;
    private final Consumer<String> progress;

    RebuildBenchmark(Path project, int events, Consumer<String> progress) {
        this.project = project;
        this.events = events;
        this.progress = progress;
    }

    void measure(Rounds rounds) throws Exception {
        try (var arena = new RebuildArena(project)) {
            arena.fill(events, progress);
            progress.accept("rebuilding");
            var most = new AtomicLong();
            try (var watch = Executors.newSingleThreadScheduledExecutor()) {
                var unused = watch.scheduleAtFixedRate(
                        () -> most.accumulateAndGet(held(), Math::max), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
                var started = System.nanoTime();
                var result = arena.rebuild();
                var seconds = (System.nanoTime() - started) / 1e9;
                rounds.add("orchestrator.rebuild_events_per_second", "events/s", result.events() / seconds);
                rounds.add("rebuild of %,d events".formatted(result.events()), "s", seconds);
                watch.shutdownNow();
            }
            rounds.add("heap held after collections, at most", "MB", most.get() / MEGABYTE);
        }
    }

    private static long held() {
        return HEAP.stream()
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }
}

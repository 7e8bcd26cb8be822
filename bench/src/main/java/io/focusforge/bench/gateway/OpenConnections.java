package io.focusforge.bench.gateway;

import io.focusforge.bench.load.StreamLoad;
import io.focusforge.bench.measure.Rounds;
import java.time.Duration;
import java.util.function.Consumer;

/** Ten thousand streams with a frame a second each: what they take of memory, and whether one is lost. */
final class OpenConnections {
    private static final double BEGUN_PER_SECOND = 250;
    private static final Duration FLOWING_WITHIN = Duration.ofSeconds(60);
    private static final Duration HELD = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 250;

    private final Contestant way;
    private final Rounds rounds;
    private final Consumer<String> progress;

    OpenConnections(Contestant way, Rounds rounds, Consumer<String> progress) {
        this.way = way;
        this.rounds = rounds;
        this.progress = progress;
    }

    void measure(int wanted) throws InterruptedException {
        var count = OpenFiles.here().connections(wanted);
        if (count < wanted) {
            progress.accept("%d streams instead of %d: a process may have no more open files (ulimit -n)"
                    .formatted(count, wanted));
        }
        addMemory("gateway.sse_10k_mb_before");
        try (var load = new StreamLoad(count)) {
            var over = Duration.ofMillis((long) (1000 * count / BEGUN_PER_SECOND));
            load.start(count, over, way.ask(Question.streamed(Question.SLOW_STREAM)));
            awaitFlow(load, count);
            hold(load, count);
        }
    }

    private void hold(StreamLoad load, int count) throws InterruptedException {
        var frames = load.frames();
        Thread.sleep(HELD);
        rounds.add("gateway.sse_10k_connections", "streams", count);
        rounds.add("gateway.sse_10k_lost", "streams", (double) (count - load.flowing()));
        addMemory("gateway.sse_10k_mb");
        rounds.add("gateway.sse_10k_frames_per_s", "1/s", (load.frames() - frames) / (double) HELD.toSeconds());
    }

    /** Of who holds the streams, and beside it of the others. */
    private void addMemory(String figure) {
        rounds.add(figure, "MB", way.processes().get(OurPath.HOLDER).residentMegabytes());
        way.processes().forEach((name, process) -> rounds.add(figure + ": " + name, "MB", process.residentMegabytes()));
    }

    private static void awaitFlow(StreamLoad load, int count) throws InterruptedException {
        var deadline = System.nanoTime() + FLOWING_WITHIN.toNanos();
        while (load.flowing() < count && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLIS);
        }
    }
}

package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Outcome;
import io.focusforge.bench.load.StreamLoad;
import io.focusforge.bench.load.WarmUp;
import io.focusforge.bench.measure.Rounds;
import java.time.Duration;

/**
 * Streams of 64 frames, all open at once: begun evenly over a second, of the 1.26 seconds that each takes. A stream is clean when every
 * frame and the end are there, in order.
 */
final class Streams {
    private static final int FEW = 512;
    private static final int MANY = 1_024;
    private static final Duration BEGUN_WITHIN = Duration.ofSeconds(1);
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final Arena arena;

    Streams(Arena arena) {
        this.arena = arena;
    }

    void warmUp() throws InterruptedException {
        run(arena.direct(), FEW);
        WarmUp.of(arena.bare().processes(), () -> {
            run(arena.bare(), FEW);
            return FEW;
        });
        WarmUp.of(arena.ours().processes(), () -> {
            run(arena.ours(), FEW);
            return FEW;
        });
    }

    void measure(Rounds rounds) throws InterruptedException {
        var direct = run(arena.direct(), FEW);
        rounds.add("gateway.ttft_p99: direct, 512 streams", "ms", direct.firstByteP99());
        report(rounds, "bare", run(arena.bare(), FEW));
        var ours = run(arena.ours(), FEW);
        report(rounds, "focusforge", ours);
        rounds.add("gateway.added_ttft_p99_ms", "ms", ours.firstByteP99() - direct.firstByteP99());
        rounds.add("gateway.clean_streams", "streams", ours.clean() < FEW ? ours.clean() : most(ours));
    }

    private double most(Seen few) throws InterruptedException {
        return Math.max(few.clean(), run(arena.ours(), MANY).clean());
    }

    private static void report(Rounds rounds, String way, Seen seen) {
        rounds.add("gateway.ttft_p99: %s, 512 streams".formatted(way), "ms", seen.firstByteP99());
        rounds.add("gateway.clean_of_512: " + way, "streams", seen.clean());
        rounds.add("gateway.seconds_of_512: " + way, "s", seen.elapsed().toNanos() / 1e9);
    }

    private static Seen run(Contestant way, int count) throws InterruptedException {
        try (var load = new StreamLoad(count)) {
            var begun = System.nanoTime();
            load.start(count, BEGUN_WITHIN, way.ask(Question.streamed(Question.STREAM)));
            while (load.open() > 0 && System.nanoTime() - begun < ENDED_WITHIN.toNanos()) {
                Thread.sleep(POLL_MILLIS);
            }
            var elapsed = Duration.ofNanos(System.nanoTime() - begun);
            var firstBytes = new Outcome(load.firstBytes(), count - load.firstBytes().length, elapsed);
            return new Seen(load.whole(MockUpstream.FRAMES), firstBytes.percentile(0.99), elapsed);
        }
    }

    private record Seen(long clean, double firstByteP99, Duration elapsed) {}
}

package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.load.Outcome;
import io.focusforge.bench.load.RawLoad;
import io.focusforge.bench.load.WarmUp;
import io.focusforge.bench.measure.Rounds;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * What is left of the answers when twice as many calls come as can be answered: those that come too late count for nothing. A call carries a prompt of
 * the usual size, so that the process that is measured has more to do than the one that measures it.
 */
final class Goodput {
    /** So many that the clients never wait for a connection. */
    private static final int CONNECTIONS = 4_000;

    private static final int SATURATING_CLIENTS = 64;
    private static final double TOO_LATE_MILLIS = 1_000;
    private static final int OVERLOAD = 2;
    private static final double NEARLY = 0.9;

    private final Arena arena;
    private final Duration turn;
    private final Consumer<String> progress;
    private final Call call;

    Goodput(Arena arena, Duration turn, Consumer<String> progress) {
        this.arena = arena;
        this.turn = turn;
        this.progress = progress;
        this.call = arena.ours().ask(Question.withContext());
    }

    /** Until a call costs no less than before, and overload is nothing new. */
    void warmUp() throws InterruptedException, IOException {
        try (var load = new Load(SATURATING_CLIENTS)) {
            new WarmUp(load, turn).of(arena.ours().processes(), call);
        }
        try (var load = new RawLoad(call, CONNECTIONS)) {
            overloaded(load, saturated(load));
        }
    }

    void measure(Rounds rounds) throws IOException {
        try (var load = new RawLoad(call, CONNECTIONS)) {
            var saturated = saturated(load);
            var flooded = overloaded(load, saturated);
            var twice = inTime(flooded);
            var offered = perSecond(flooded.latencies().length + flooded.failed());
            rounds.add("gateway.saturated_per_s", "1/s", saturated);
            rounds.add("gateway.offered_at_twice_per_s", "1/s", offered);
            rounds.add("gateway.twice_that_per_s", "1/s", twice);
            if (flooded.latencies().length > 0) {
                rounds.add("gateway.twice_that_p99_ms", "ms", flooded.percentile(0.99));
            }
            if (isTwice(offered, saturated)) {
                rounds.add("gateway.goodput_at_twice", "ratio", twice / saturated);
            } else {
                progress.accept("without gateway.goodput_at_twice in this round: of %.0f calls a second %.0f were sent"
                        .formatted(OVERLOAD * saturated, offered));
            }
        }
    }

    /** What the client could not send was refused by nobody. */
    static boolean isTwice(double offered, double saturated) {
        return offered >= NEARLY * OVERLOAD * saturated;
    }

    private double saturated(RawLoad load) throws IOException {
        return inTime(load.closedLoop(SATURATING_CLIENTS, turn));
    }

    private Outcome overloaded(RawLoad load, double saturated) throws IOException {
        return load.flood(OVERLOAD * saturated, turn);
    }

    private double inTime(Outcome outcome) {
        var answered = Arrays.stream(outcome.latencies())
                .filter(nanos -> nanos / 1e6 <= TOO_LATE_MILLIS)
                .count();
        return perSecond(answered);
    }

    private double perSecond(long calls) {
        return calls / (turn.toNanos() / 1e9);
    }
}

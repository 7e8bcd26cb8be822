package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.measure.Compilers;
import io.focusforge.bench.measure.CpuCost;
import java.time.Duration;

/**
 * Loads a contestant until a call costs it no less than before and the compilers of its JVMs have nearly nothing to do. They work beside what
 * they compile for, so that a fixed time would favour whoever has less code; between two turns they are given the time to catch up, for on
 * loaded processors they fall behind for minutes.
 */
final class WarmUp {
    private static final int CLIENTS = 16;
    private static final int LEAST = 4;
    private static final int MOST = 24;
    private static final double STEADY = 0.97;
    /** Of the CPU of a turn. */
    private static final double MOST_COMPILING = 0.03;

    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private final Load load;
    private final Duration turn;

    WarmUp(Load load, Duration turn) {
        this.load = load;
        this.turn = turn;
    }

    /** Something that is done again and again. */
    interface Turn {
        /** @return how often it was done */
        long run() throws InterruptedException;
    }

    void of(Contestant way, Call call) throws InterruptedException {
        of(way, () -> load.closedLoop(CLIENTS, turn, n -> call)
                .withoutFailures()
                .latencies()
                .length);
    }

    static void of(Contestant way, Turn turn) throws InterruptedException {
        var compilers = new Compilers(way.processes().values());
        var before = Double.MAX_VALUE;
        for (var number = 1; number <= MOST; number++) {
            var seen = run(way, turn, compilers);
            compilers.rest(CATCH_UP);
            if (number >= LEAST && seen.cost() >= STEADY * before && seen.compiling() <= MOST_COMPILING) {
                return;
            }
            before = Math.min(before, seen.cost());
        }
    }

    /**
     * @param cost µs of CPU for one of what was done
     * @param compiling the compilers' share of it
     */
    private record Seen(double cost, double compiling) {}

    private static Seen run(Contestant way, Turn turn, Compilers compilers) throws InterruptedException {
        var cpu = new CpuCost(way.processes());
        var compiled = compilers.nanos();
        var done = turn.run();
        var cost = cpu.perRequest(done).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new Seen(cost, cost == 0 ? 0 : (compilers.nanos() - compiled) / 1e3 / done / cost);
    }
}

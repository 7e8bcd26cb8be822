package io.focusforge.bench.load;

import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.measure.Compilers;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.ProcessTree;
import java.time.Duration;
import java.util.Map;

/**
 * Loads what is measured until a call costs it no less than before and the compilers of its JVMs have nearly nothing to do. They work beside what
 * they compile for, so that a fixed time would favour whoever has less code; between two turns they are given the time to catch up, for on
 * loaded processors they fall behind for minutes.
 */
public final class WarmUp {
    private static final int CLIENTS = 16;
    private static final int LEAST = 4;
    private static final int MOST = 24;
    private static final double STEADY = 0.97;
    /** Of the CPU of a turn. */
    private static final double MOST_COMPILING = 0.03;

    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private final Load load;
    private final Duration turn;

    public WarmUp(Load load, Duration turn) {
        this.load = load;
        this.turn = turn;
    }

    /** Something that is done again and again. */
    public interface Turn {
        /** @return how often it was done */
        long run() throws InterruptedException;
    }

    public void of(Map<String, ProcessTree> processes, Call call) throws InterruptedException {
        of(processes, () -> load.closedLoop(CLIENTS, turn, n -> call)
                .withoutFailures()
                .latencies()
                .length);
    }

    public static void of(Map<String, ProcessTree> processes, Turn turn) throws InterruptedException {
        var compilers = new Compilers(processes.values());
        var before = Double.MAX_VALUE;
        for (var number = 1; number <= MOST; number++) {
            var seen = run(processes, turn, compilers);
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

    private static Seen run(Map<String, ProcessTree> processes, Turn turn, Compilers compilers)
            throws InterruptedException {
        var cpu = new CpuCost(processes);
        var compiled = compilers.nanos();
        var done = turn.run();
        var cost = cpu.perRequest(done).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new Seen(cost, cost == 0 ? 0 : (compilers.nanos() - compiled) / 1e3 / done / cost);
    }
}

package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Load.Call;
import io.focusforge.bench.measure.CpuCost;
import java.time.Duration;

/**
 * Loads a contestant until a call costs it no less than before: compilers of all kinds have then done what they do. They do it beside what
 * they compile for, so that a fixed time would favour whoever has less code.
 */
final class WarmUp {
    private static final int CLIENTS = 16;
    private static final int LEAST = 4;
    private static final int MOST = 24;
    private static final double STEADY = 0.97;

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
        var before = Double.MAX_VALUE;
        for (var number = 1; number <= MOST; number++) {
            var cost = cost(way, turn);
            if (number >= LEAST && cost >= STEADY * before) {
                return;
            }
            before = Math.min(before, cost);
        }
    }

    private static double cost(Contestant way, Turn turn) throws InterruptedException {
        var cost = new CpuCost(way.processes());
        return cost.perRequest(turn.run()).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}

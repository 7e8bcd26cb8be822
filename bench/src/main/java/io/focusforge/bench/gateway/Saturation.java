package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Outcome;
import io.focusforge.bench.measure.Rounds;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The most calls a second of which 99 % are answered within 50 ms: more and more clients, until they are not. */
final class Saturation {
    /** Also the connections that this needs. */
    static final int MOST_CLIENTS = 256;

    private static final List<Integer> STEPS = List.of(1, 2, 4, 8, 16, 32, 64, 128, MOST_CLIENTS);
    private static final double LIMIT_MILLIS = 50;

    private final Arena arena;
    private final Load load;
    private final Duration turn;
    private final Consumer<String> progress;

    Saturation(Arena arena, Load load, Duration turn, Consumer<String> progress) {
        this.arena = arena;
        this.load = load;
        this.turn = turn;
        this.progress = progress;
    }

    void measure(Rounds rounds) {
        if (arena.portkey().isEmpty()) {
            most(arena.ours(), rounds);
            return;
        }
        var theirs = most(arena.portkey().get(), rounds);
        var ours = most(arena.ours(), rounds);
        if (theirs > 0) {
            rounds.add("gateway.rps_p99_50ms_vs_portkey", "ratio", ours / theirs);
        } else {
            progress.accept("Portkey does not answer 99 % within 50 ms even to one client: no ratio of this round");
        }
    }

    private double most(Contestant way, Rounds rounds) {
        var call = way.ask(Question.atOnce());
        var most = 0.0;
        for (var clients : STEPS) {
            var outcome = load.closedLoop(clients, turn, n -> call);
            if (!isWithinLimit(outcome)) {
                break;
            }
            most = Math.max(most, outcome.perSecond());
        }
        rounds.add("gateway.rps_p99_50ms: " + way.name(), "1/s", most);
        return most;
    }

    static boolean isWithinLimit(Outcome outcome) {
        return outcome.failed() == 0 && outcome.percentile(0.99) <= LIMIT_MILLIS;
    }
}

package io.focusforge.bench.gateway;

import io.focusforge.bench.load.Load;
import io.focusforge.bench.load.Outcome;
import io.focusforge.bench.measure.CpuCost;
import io.focusforge.bench.measure.ProcessTree;
import io.focusforge.bench.measure.Rounds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The CPU of one call at 8 at a time, by process, and the time that one at a time takes. */
final class Cost {
    private static final int CLIENTS = 8;
    private static final String OURS = "focusforge";

    private final Arena arena;
    private final Load load;
    private final Duration turn;

    Cost(Arena arena, Load load, Duration turn) {
        this.arena = arena;
        this.load = load;
        this.turn = turn;
    }

    /** Calls a second that the mock answers without anything between. */
    double direct() {
        return run(arena.direct(), CLIENTS).perSecond();
    }

    void cpu(Rounds rounds) {
        var costs = new LinkedHashMap<String, Double>();
        for (var way : arena.gateways()) {
            var cost = new CpuCost(all(way));
            var outcome = run(way, CLIENTS);
            rounds.add("gateway.c8_per_s: " + way.name(), "1/s", outcome.perSecond());
            var micros = cost.perRequest(outcome.latencies().length);
            micros.forEach((process, used) -> rounds.add("gateway.c8_cpu: " + process + suffix(way), "µs", used));
            costs.put(way.name(), own(way, micros));
        }
        rounds.add("gateway.c8_cpu: gateway-service and ai-service", "µs", costs.get(OURS));
        ratio(rounds, "gateway.cpu_vs_bare", costs, "bare");
        ratio(rounds, "gateway.cpu_vs_portkey", costs, "portkey");
    }

    void latency(Rounds rounds) {
        var added = new LinkedHashMap<String, Double>();
        var direct = run(arena.direct(), 1).percentile(0.5);
        rounds.add("gateway.c1_p50: direct", "ms", direct);
        for (var way : arena.gateways()) {
            added.put(way.name(), run(way, 1).percentile(0.5) - direct);
            rounds.add("gateway.c1_added_p50: " + way.name(), "ms", added.get(way.name()));
        }
        ratio(rounds, "gateway.added_p50_vs_portkey", added, "portkey");
    }

    private Outcome run(Contestant way, int clients) {
        var call = way.ask(Question.atOnce());
        return load.closedLoop(clients, turn, n -> call).withoutFailures();
    }

    /** The same processes stand on two ways; the figures without a suffix are those of the goals. */
    private static String suffix(Contestant way) {
        return way.name().startsWith(OURS + " ") ? way.name().substring(OURS.length()) : "";
    }

    private static void ratio(Rounds rounds, String figure, Map<String, Double> values, String to) {
        if (values.containsKey(to)) {
            rounds.add(figure, "ratio", values.get(OURS) / values.get(to));
        }
    }

    private static double own(Contestant way, Map<String, Double> micros) {
        return way.processes().keySet().stream().mapToDouble(micros::get).sum();
    }

    private static Map<String, ProcessTree> all(Contestant way) {
        var all = new LinkedHashMap<>(way.processes());
        all.putAll(way.servers());
        return all;
    }
}
